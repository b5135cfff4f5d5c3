"use strict";

// What can be pressed, chosen and typed. Each says what it is told to say, at once.

// A button that was made or filled here says what it `does` when it is pressed; window.js listens.
function showButton(element, button) {
  element.does = button;
  write(element, button.label);
  element.classList.toggle("danger", button.question !== null);
}

function showButtons(parent, buttons) {
  keep(parent, buttons, (button) => button.label, () => make("button", { type: "button" }), showButton);
}

function press(button) {
  if (button.question) ask(button);
  else say(button.says);
}

function ask(button) {
  const { text, yes, no } = button.question;
  write($("question-text"), text);
  write($("question-yes"), yes);
  write($("question-no"), no);
  $("question-yes").onclick = () => {
    $("question").close();
    say(button.says);
  };
  $("question-no").onclick = () => $("question").close();
  $("question").showModal();
  $("question-no").focus();
}

function showOptions(select, { value, options }) {
  keep(
    select,
    options,
    (option) => option.value,
    () => make("option"),
    (element, option) => {
      mark(element, "value", option.value);
      write(element, option.label);
    },
  );
  put(select, "value", value);
}

// A select with its label before it.
function makeChoice(parent, id, chosen) {
  const select = make("select", { id });
  select.addEventListener("change", () => chosen(select.value));
  parent.append(make("label", { htmlFor: id }), select);
}

function showChoice(parent, choice) {
  write(parent.querySelector("label"), choice.label);
  showOptions(parent.querySelector("select"), choice);
}

function showControls(parent, controls) {
  keep(parent, controls, (control) => `${control.setting} ${control.type} ${control.input}`, makeControl, showControl);
}

function makeControl(control) {
  const id = newId();
  const field = { switch: makeSwitch, choice: makeSelect, text: makeText }[control.type](control, id);
  field.id = id;
  field.classList.add("control");
  const hint = make("p", { id: `${id}-hint`, className: "hint" });
  const error = make("p", { id: `${id}-error`, className: "error" });
  error.setAttribute("role", "alert");
  const words = make("div", { className: "words" }, make("label", { htmlFor: id }), hint, error);
  return make("div", { className: "row" }, words, field);
}

function makeSwitch({ setting }) {
  const field = make("input", { type: "checkbox", className: "switch" });
  field.setAttribute("role", "switch");
  field.addEventListener("change", () => say({ kind: "set", setting, value: field.checked }));
  return field;
}

function makeSelect({ setting }) {
  const field = make("select");
  field.addEventListener("change", () => say({ kind: "set", setting, value: field.value }));
  return field;
}

function makeText({ setting, input }) {
  const field = make("input", { type: input === "time" ? "time" : "text", autocomplete: "off", spellcheck: false });
  if (input === "number") field.inputMode = "decimal";
  // What the program knows of it, what it shows of it, and whether it was told something that it has not answered yet.
  field.known = "";
  field.shown = "";
  field.waits = false;
  const tell = () => {
    if (field.value === field.known || field.validity.badInput) return;
    field.known = field.value;
    field.waits = true;
    say({ kind: "set", setting, value: field.value });
  };
  field.addEventListener("change", tell);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") tell();
    if (event.key === "Escape" && field.value !== field.known) {
      event.stopPropagation();
      field.value = field.known;
    }
  });
  field.addEventListener("blur", () => {
    if (field.value === field.known && !field.waits) field.known = field.value = field.shown;
  });
  return field;
}

function showControl(row, control) {
  const field = row.querySelector(".control");
  const { hint, error } = control;
  write(row.querySelector("label"), control.label);
  write(row.querySelector(".hint"), hint ?? "");
  write(row.querySelector(".error"), error ?? "");
  const described = [hint && `${field.id}-hint`, error && `${field.id}-error`].filter(Boolean).join(" ");
  mark(field, "aria-describedby", described || null);
  mark(field, "aria-invalid", error === null ? null : true);
  put(field, "disabled", control.disabled);
  if (control.type === "switch") put(field, "checked", control.on);
  if (control.type === "choice") showOptions(field, control);
  if (control.type === "text") {
    put(field, "placeholder", control.placeholder);
    field.shown = control.value;
    field.waits = false;
    if (isFocused(field)) return;
    field.known = control.value;
    put(field, "value", control.value);
  }
}
