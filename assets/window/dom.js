"use strict";

// The few ways in which a page is changed. What stays the same is not touched: focus, selection and the place to which the
// owner scrolled stay theirs, and a screen reader says nothing twice.

const $ = (id) => document.getElementById(id);
const say = (message) => window.ipc.postMessage(JSON.stringify(message));

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Sets a property.
function put(element, name, value) {
  if (element[name] !== value) element[name] = value;
}

function write(element, text) {
  put(element, "textContent", text);
}

// Sets an attribute; null and false take it away.
function mark(element, name, value) {
  if (value === null || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

// Has `parent` hold an element for each item, in their order, and keeps those whose items are still there.
function keep(parent, items, keyOf, create, update) {
  const keys = items.map(keyOf);
  const known = new Map();
  for (const child of [...parent.children]) {
    if (keys.includes(child.key) && !known.has(child.key)) known.set(child.key, child);
    else child.remove();
  }
  let next = parent.firstElementChild;
  items.forEach((item, at) => {
    let child = known.get(keys[at]);
    known.delete(keys[at]);
    if (!child) {
      child = create(item, at);
      child.key = keys[at];
    }
    // An element that is moved loses the focus.
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
    update(child, item, at);
  });
}

// An id that no other element has: the same setting may stand on two pages.
let ids = 0;
const newId = () => `made-${++ids}`;

const byPlace = (_, at) => at;

function texts(parent, tag, all) {
  keep(parent, all, byPlace, () => make(tag), write);
}

// Whether the owner is at it: what is typed there is not overwritten.
function isFocused(element) {
  return document.activeElement === element;
}
