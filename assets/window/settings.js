"use strict";

// What the owner chose, under headings.

// How long a button says that it copied, in milliseconds.
const COPIED = 2000;

function showSettings(page) {
  write($("settings-heading"), page.heading);
  write($("settings-trouble"), page.trouble ?? "");
  write($("settings-note"), page.note);
  // Two organizations may have the same name, and so their sections the same heading.
  const key = (section) => `${section.heading} ${section.controls[0]?.setting}`;
  keep($("sections"), page.sections, key, makeSection, showSection);
  return ["settings", $("settings-heading")];
}

function makeSection() {
  const heading = make("h2", { id: newId() });
  const section = make(
    "section",
    { className: "section" },
    heading,
    make("p", { className: "hint" }),
    make(
      "div",
      { className: "box rows" },
      make("div", { className: "controls" }),
      make("div", { className: "actions" }),
      make("div", { className: "copying" }),
    ),
  );
  mark(section, "aria-labelledby", heading.id);
  return section;
}

function showSection(element, section) {
  write(element.querySelector("h2"), section.heading);
  write(element.querySelector(".hint"), section.note);
  showControls(element.querySelector(".controls"), section.controls);
  keep(element.querySelector(".actions"), section.actions, (action) => action.label, makeAction, showAction);
  const copying = section.copying ? [section.copying] : [];
  keep(element.querySelector(".copying"), copying, byPlace, makeCopying, showCopying);
  const rows = section.controls.length + section.actions.length + copying.length;
  put(element.querySelector(".rows"), "hidden", rows === 0);
}

function makeAction() {
  const words = make("div", { className: "words" }, make("p", { className: "label" }), make("p", { className: "hint" }));
  mark(words.firstElementChild, "dir", "auto");
  const row = make("div", { className: "row" }, words, make("div", { className: "buttons" }));
  mark(row, "role", "group");
  return row;
}

function showAction(row, { label, hint, buttons }) {
  mark(row, "aria-label", label || null);
  write(row.querySelector(".label"), label);
  write(row.querySelector(".hint"), hint);
  showButtons(row.querySelector(".buttons"), buttons);
}

function makeCopying() {
  const button = make("button", { type: "button" });
  const told = make("span", { className: "unseen" });
  mark(told, "role", "status");
  const text = make("pre", { tabIndex: 0 });
  mark(text, "role", "group");
  const shows = make("details", {}, make("summary"), text);
  const row = make("div", { className: "row" }, shows, make("div", { className: "buttons" }, button, told));
  button.addEventListener("click", () => {
    if (!copy(row.content.text)) return;
    clearTimeout(row.timer);
    row.timer = setTimeout(() => {
      row.timer = 0;
      showCopying(row, row.content);
    }, COPIED);
    showCopying(row, row.content);
  });
  return row;
}

function showCopying(row, content) {
  row.content = content;
  write(row.querySelector("button"), row.timer ? content.copied : content.label);
  write(row.querySelector(".unseen"), row.timer ? content.copied : "");
  write(row.querySelector("summary"), content.shows);
  write(row.querySelector("pre"), content.text);
  mark(row.querySelector("pre"), "aria-label", content.shows);
}

// The page has no other way to the clipboard, and this one only while something is pressed.
function copy(text) {
  const was = document.activeElement;
  const field = make("textarea", { className: "copied", value: text, readOnly: true });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  was.focus();
  return done;
}
