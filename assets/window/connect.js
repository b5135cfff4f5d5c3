"use strict";

// Shows what it is given and says what was done. Every word on the page, and every decision, comes from the program.

const $ = (id) => document.getElementById(id);
const say = (message) => window.ipc.postMessage(JSON.stringify(message));
const FIELDS = ["token", "organization", "connect"];

let words = {};
let busy = false;
let shown = "";

function write(element, text) {
  // Writing the same again would have a screen reader say it again.
  if (element.textContent !== text) element.textContent = text;
}

function list(element, texts) {
  element.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

function sentences(element, texts) {
  element.replaceChildren(...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
}

function turnTo(section, focus) {
  for (const id of ["form", "done", "about"]) $(id).hidden = id !== section;
  if (shown !== section) {
    shown = section;
    scrollTo(0, 0);
    focus.focus();
  }
}

function titled(page) {
  document.documentElement.lang = page.language;
  document.title = page.title;
}

function revealed() {
  return $("token").type === "text";
}

function reveal(on) {
  $("token").type = on ? "text" : "password";
  $("reveal").setAttribute("aria-pressed", String(on));
  write($("reveal"), on ? words.hide : words.show);
}

function problem(error) {
  for (const field of FIELDS) {
    const here = error && error.field === field;
    write($(`${field}-error`), here ? error.sentence : "");
    if (here) $(field).setAttribute("aria-invalid", "true");
    else $(field).removeAttribute("aria-invalid");
  }
  $("connect").removeAttribute("aria-invalid");
}

function showForm(page) {
  words = page.words;
  titled(page);
  for (const element of document.querySelectorAll("[data-word]")) write(element, words[element.dataset.word]);
  list($("scopes"), words.scope_names);
  list($("hints"), words.token_steps);
  $("token").placeholder = words.token_placeholder;
  reveal(revealed());

  const was = busy;
  busy = page.step !== null;
  write($("step"), page.step ?? "");
  for (const input of $("form").querySelectorAll("input, button")) input.disabled = busy;
  problem(page.error);

  if (page.done) {
    // The token has arrived where it is kept.
    $("token").value = "";
    showDone(page.done);
    return;
  }
  turnTo("form", $("token"));
  if (was && !busy) {
    const field = page.error ? page.error.field : "connect";
    $(field).focus();
  }
}

function showDone(done) {
  write($("done-heading"), done.heading);
  sentences($("done-sentences"), done.sentences);
  $("progress").hidden = done.progress === null;
  if (done.progress) {
    if (done.progress.total > 0) {
      $("bar").max = done.progress.total;
      $("bar").value = done.progress.done;
    } else {
      $("bar").removeAttribute("value");
    }
    write($("progress-text"), done.progress.text);
  }
  showSwitches(done.switches);
  write($("done-close"), done.close);
  turnTo("done", $("done-close"));
}

function showSwitches(switches) {
  const known = [...$("switches").children].map((row) => row.dataset.id).join();
  if (known !== switches.map((each) => each.setting).join()) {
    $("switches").replaceChildren(
      ...switches.map((each) => {
        const row = document.createElement("li");
        row.dataset.id = each.setting;
        const label = document.createElement("label");
        const box = Object.assign(document.createElement("input"), { type: "checkbox" });
        box.addEventListener("change", () => say({ kind: "set", setting: each.setting, value: box.checked }));
        label.append(box, document.createElement("span"));
        row.append(label);
        return row;
      }),
    );
  }
  switches.forEach((each, at) => {
    const row = $("switches").children[at];
    row.querySelector("input").checked = each.on;
    write(row.querySelector("span"), each.label);
  });
}

function showAbout(page) {
  titled(page);
  write($("about-name"), page.name);
  write($("about-version"), page.version);
  sentences($("about-sentences"), page.sentences);
  write($("about-close"), page.close);
  turnTo("about", $("about-close"));
}

// What the window's program calls with a message meant for the page.
window.revone = (message) => {
  if (message.kind === "form") showForm(message);
  if (message.kind === "about") showAbout(message);
};

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

$("reveal").addEventListener("click", () => {
  reveal(!revealed());
});

// What is being corrected is no longer wrong.
for (const field of ["token", "organization"]) {
  $(field).addEventListener("input", () => {
    $(field).removeAttribute("aria-invalid");
    write($(`${field}-error`), "");
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-link]");
  if (link) {
    event.preventDefault();
    say({ kind: "open", link: link.dataset.link });
  }
  if (event.target.closest("[data-close]")) say({ kind: "closed" });
});

document.addEventListener("keydown", (event) => {
  // On a Mac the main menu has ⌘W.
  const close = event.key === "Escape" || (event.ctrlKey && !event.metaKey && event.key.toLowerCase() === "w");
  if (close && !event.isComposing) {
    event.preventDefault();
    say({ kind: "closed" });
  }
});

document.addEventListener("contextmenu", (event) => {
  if (!event.target.closest("input[type=text], input[type=password]")) event.preventDefault();
});

say({ kind: "ready" });
