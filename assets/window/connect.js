"use strict";

// The connection form, what stands in its place once it is connected, and what the program is.

const FIELDS = ["token", "organization", "connect"];

let words = {};
let busy = false;

function isRevealed() {
  return $("token").type === "text";
}

function reveal(on) {
  put($("token"), "type", on ? "text" : "password");
  mark($("reveal"), "aria-pressed", on);
  write($("reveal"), on ? words.hide : words.show);
}

function showProblem(error) {
  for (const field of FIELDS) {
    const here = error !== null && error.field === field;
    write($(`${field}-error`), here ? error.sentence : "");
    // A button is never what is wrong.
    if (field !== "connect") mark($(field), "aria-invalid", here || null);
  }
}

// Shows the form or what stands in its place; says which, and where the keyboard is at first.
function showForm(page) {
  words = page.words;
  for (const element of $("form").querySelectorAll("[data-word]")) write(element, words[element.dataset.word]);
  texts($("scopes"), "li", words.scope_names);
  texts($("hints"), "li", words.token_steps);
  put($("token"), "placeholder", words.token_placeholder);
  reveal(isRevealed());

  const was = busy;
  busy = page.step !== null;
  write($("step"), page.step ?? "");
  for (const input of $("form").querySelectorAll("input, button")) put(input, "disabled", busy);
  showProblem(page.error);

  if (page.done) {
    // The token has arrived where it is kept.
    $("token").value = "";
    showDone(page.done);
    return ["done", $("done-figures")];
  }
  if (was && !busy) $(page.error ? page.error.field : "connect").focus();
  return ["form", $("token")];
}

function showDone(done) {
  write($("done-heading"), done.heading);
  texts($("done-sentences"), "p", done.sentences);
  put($("progress"), "hidden", done.progress === null);
  if (done.progress) {
    if (done.progress.total > 0) {
      $("bar").max = done.progress.total;
      $("bar").value = done.progress.done;
    } else {
      $("bar").removeAttribute("value");
    }
    write($("progress-text"), done.progress.text);
  }
  put($("switches"), "hidden", done.switches.length === 0);
  showControls($("switches"), done.switches);
  showButton($("done-figures"), done.figures);
  write($("done-close"), done.close);
}

function showAbout(page) {
  write($("about-name"), page.name);
  write($("about-version"), page.version);
  texts($("about-sentences"), "p", page.sentences);
  write($("about-close"), page.close);
  return ["about", $("about-close")];
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (busy) return;
  const data = new FormData($("form"));
  say({
    kind: "connect",
    token: data.get("token"),
    organization: data.get("organization"),
    environment: data.get("environment") || null,
  });
});

$("reveal").addEventListener("click", () => reveal(!isRevealed()));

$("token-link").does = { says: { kind: "open", link: "tokens" }, question: null };

// What is being corrected is no longer wrong.
for (const field of ["token", "organization"]) {
  $(field).addEventListener("input", () => {
    mark($(field), "aria-invalid", null);
    write($(`${field}-error`), "");
  });
}
