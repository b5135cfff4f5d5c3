"use strict";

// Orders and subscriptions: looked for as they are typed, and turned a page at a time.

// How long typing has stopped when it is looked for, in milliseconds.
const TYPED = 200;

function makeList({ of }) {
  const id = `list-${of}`;
  const search = make("input", { type: "search", id: `${id}-search`, autocomplete: "off", spellcheck: false });
  const field = make("div", { className: "labelled search" }, make("label", { htmlFor: search.id }), search);
  const status = make("div", { className: "labelled status" });
  const previous = make("button", { type: "button", className: "previous" });
  const next = make("button", { type: "button", className: "next" });
  const total = make("p", { className: "total" });
  mark(total, "role", "status");
  const list = make(
    "section",
    { className: "box list" },
    make("header", {}, make("h2", { id }), make("div", { className: "buttons" })),
    make("div", { className: "wishes" }, field, status),
    make("p", { className: "nothing" }),
    makeTable(),
    make("footer", {}, total, make("div", { className: "buttons" }, previous, next)),
  );
  mark(list, "aria-labelledby", id);
  // What the program was asked for last, and whether the rows are still those of another wish.
  Object.assign(list, { asked: { search: "", status: "", page: 0 }, waits: false, timer: 0, shows: null });

  makeChoice(status, `${id}-status`, () => wish(list, 0));
  const typed = () => {
    clearTimeout(list.timer);
    list.timer = 0;
    if (search.value !== list.asked.search) wish(list, 0);
  };
  search.addEventListener("input", () => {
    clearTimeout(list.timer);
    list.timer = setTimeout(typed, TYPED);
  });
  search.addEventListener("change", typed);
  search.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") typed();
    if (event.key === "Escape" && search.value !== "") {
      event.preventDefault();
      event.stopPropagation();
      search.value = "";
      typed();
    }
  });
  previous.addEventListener("click", () => turn(list, previous, -1));
  next.addEventListener("click", () => turn(list, next, 1));
  return list;
}

function wish(list, page) {
  list.asked = { search: list.querySelector("input").value, status: list.querySelector("select").value, page };
  list.waits = true;
  mark(list.querySelector("table"), "aria-busy", true);
  say({ kind: "list", of: list.shows.of, ...list.asked });
}

function turn(list, way, by) {
  if (way.getAttribute("aria-disabled") === "true") return;
  // Pages are those of what was asked for, and may be turned faster than they arrive.
  const page = list.querySelector("input").value === list.asked.search ? list.asked.page + by : 0;
  if (page >= 0) wish(list, page);
}

// Whether these rows are what was asked for. A list that has become shorter ends on an earlier page than the one asked for.
function answers({ search, status, pager }, asked) {
  const there = pager.page === asked.page || (pager.page < asked.page && !pager.has_next);
  return search.value === asked.search && status.value === asked.status && there;
}

function showList(list, content) {
  list.shows = content;
  write(list.querySelector("h2"), content.heading);
  showButtons(list.querySelector("header .buttons"), [content.export]);

  const search = list.querySelector("input");
  write(list.querySelector(".search label"), content.search.label);
  put(search, "placeholder", content.search.placeholder);
  // Rows of an older wish may still arrive: until its answer does, what was wished for stays as it is.
  if (answers(content, list.asked)) list.waits = false;
  if (!list.waits) {
    showChoice(list.querySelector(".status"), content.status);
    Object.assign(list.asked, { status: content.status.value, page: content.pager.page });
    // What is being typed is the owner's.
    if (list.timer === 0 && !isFocused(search)) {
      list.asked.search = content.search.value;
      put(search, "value", content.search.value);
    }
  }

  const table = list.querySelector("table");
  mark(table, "aria-busy", list.waits || null);
  put(table, "hidden", content.nothing !== null);
  write(list.querySelector(".nothing"), content.nothing ?? "");
  showTable(table, content.heading, content.table);

  const { pager } = content;
  write(list.querySelector(".total"), pager.text);
  for (const [name, label, there] of [
    ["previous", pager.previous, pager.has_previous],
    ["next", pager.next, pager.has_next],
  ]) {
    const way = list.querySelector(`.${name}`);
    write(way, label);
    // Not `disabled`: the focus stays on the way that was followed to its end.
    mark(way, "aria-disabled", there ? null : true);
    put(way, "hidden", !pager.has_previous && !pager.has_next);
  }
}
