"use strict";

// The figures at a glance, the cards below them, and the lists.

function showDashboard(page, drawings) {
  write($("dashboard-heading"), page.heading);
  mark($("dashboard-heading"), "dir", "auto");
  $("state").classList.toggle("trouble", page.state.trouble);
  // Trouble is told by itself; that all is well is not told again with every refresh.
  mark($("state"), "role", page.state.trouble ? "status" : null);
  write($("state").querySelector("span"), page.state.text);
  write($("notice"), page.notice ?? "");
  showButtons($("state-button"), page.state.button ? [page.state.button] : []);
  showSpan(page.span);
  put($("currency"), "hidden", page.currency === null);
  if (page.currency) showChoice($("currency"), page.currency);
  put($("facts"), "hidden", page.facts.length === 0);
  keep($("facts"), page.facts, byPlace, makeFact, showFact);
  for (const place of ["wide", "start", "end"]) {
    const cards = page.cards.filter((card) => card.place === place);
    keep($(`cards-${place}`), cards, (card) => `${card.id} ${card.block.type}`, makeCard, (element, card) =>
      showCard(element, card, drawings[card.id]),
    );
  }
  keep($("lists"), page.lists, (list) => list.of, makeList, showList);
  return ["dashboard", $("dashboard-heading")];
}

makeChoice($("currency"), "currency-choice", (value) => say({ kind: "currency", value }));

function showSpan(span) {
  put($("span"), "hidden", span.options.length === 0);
  write($("span").firstElementChild, span.label);
  keep($("span").lastElementChild, span.options, (option) => option.value, makeSegment, (label, option) => {
    put(label.firstElementChild, "checked", option.value === span.value);
    write(label.lastElementChild, option.label);
  });
}

function makeSegment({ value }) {
  const radio = make("input", { type: "radio", name: "span", value });
  radio.addEventListener("change", () => say({ kind: "span", value }));
  return make("label", {}, radio, make("span"));
}

function makeFact() {
  return make("div", {}, make("dt"), make("dd", { className: "value" }), make("dd", { className: "note" }));
}

function showFact(element, { label, value, note }) {
  [label, value, note].forEach((text, at) => write(element.children[at], text));
}

function makeCard({ id, block }) {
  const body = block.type === "chart" ? makeChart() : makeTable();
  body.classList.add("body");
  const card = make(
    "section",
    { className: "box card" },
    make("header", {}, make("h2", { id: `card-${id}` }), make("div", { className: "buttons" })),
    make("p", { className: "hint" }),
    make("p", { className: "nothing" }),
    body,
  );
  mark(card, "aria-labelledby", `card-${id}`);
  return card;
}

function showCard(element, card, drawing) {
  write(element.querySelector("h2"), card.heading);
  write(element.querySelector(".hint"), card.note);
  write(element.querySelector(".nothing"), card.nothing ?? "");
  showButtons(element.querySelector(".buttons"), card.buttons);
  const body = element.lastElementChild;
  put(body, "hidden", card.nothing !== null);
  if (card.block.type === "chart") showChart(body, card.block, drawing, card.heading);
  else showTable(body, card.heading, card.block);
}
