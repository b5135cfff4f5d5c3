"use strict";

// Shows the page that it is given and says what was done. Every word, and every decision, comes from the program.

const PAGES = { form: showForm, about: showAbout, dashboard: showDashboard, settings: showSettings };
const PARTS = ["form", "done", "about", "dashboard", "settings"];

let shown = "";
let tabs = [];

function showTabs(page) {
  tabs = page.tabs;
  put($("tabs"), "hidden", tabs.length === 0);
  mark($("tabs"), "aria-label", page.pages);
  keep($("tabs"), tabs, (tab) => tab.page, () => make("button", { type: "button" }), (element, tab) => {
    write(element, tab.label);
    element.does = { says: { kind: "go", page: tab.page }, question: null };
    mark(element, "aria-current", tab.current ? "page" : null);
  });
}

// Shows one part of the document. The keyboard goes to it, unless it is at the tabs, which are on every page.
function turnTo(part, focus) {
  for (const id of PARTS) put($(id), "hidden", id !== part);
  if (shown === part) return;
  shown = part;
  $("question").close();
  scrollTo(0, 0);
  if (!$("tabs").contains(document.activeElement)) focus.focus();
}

// What the window's program calls with the page to show and with the marks of its charts.
window.revone = (page, drawings) => {
  const focused = document.activeElement;
  put(document.documentElement, "lang", page.language);
  put(document, "title", page.title);
  showTabs(page);
  write($("guidance"), page.guidance ?? "");
  turnTo(...PAGES[page.kind](page, drawings ?? {}));
  // Where the keyboard was, there is nothing any more.
  const lost = focused && focused.getClientRects().length === 0;
  if (lost && [null, focused, document.body].includes(document.activeElement)) {
    $(shown).querySelector("h1").focus({ preventScroll: true });
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.does) press(button.does);
  if ("close" in button.dataset) say({ kind: "closed" });
});

// On a Mac the main menu has ⌘W.
function isClose({ key, ctrlKey, metaKey }) {
  return key === "Escape" || (ctrlKey && !metaKey && key.toLowerCase() === "w");
}

function shortcut({ key }) {
  const tab = tabs[Number(key) - 1] ?? (key === "," ? tabs.find((each) => each.page === "settings") : undefined);
  if (tab) return () => say({ kind: "go", page: tab.page });
  if (key.toLowerCase() === "f" && shown === "dashboard") return lookFor;
  return null;
}

function lookFor() {
  const search = $("lists").querySelector("input");
  if (!search) return;
  search.focus();
  search.select();
}

document.addEventListener("keydown", (event) => {
  // A question is answered first; Escape leaves everything as it is.
  if (event.isComposing || event.defaultPrevented || $("question").open) return;
  if (isClose(event)) {
    event.preventDefault();
    say({ kind: "closed" });
    return;
  }
  if (event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return;
  const act = shortcut(event);
  if (act) {
    event.preventDefault();
    act();
  }
});

document.addEventListener("contextmenu", (event) => {
  if (!event.target.closest("input, textarea, pre") && getSelection().isCollapsed) event.preventDefault();
});

say({ kind: "ready" });
