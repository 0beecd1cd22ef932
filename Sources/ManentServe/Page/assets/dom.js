// Builds nodes. Text only ever becomes text: nothing here takes markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties (`on…` are listeners, `class`, `aria-…` and the like attributes) and children. */
export function h(name, properties = {}, ...children) {
  const node = document.createElement(name);
  set(node, properties);
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The same for a part of a drawing. */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.flat(9));
  return node;
}

function set(node, properties) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && !key.includes("-") && key !== "list") node[key] = value;
    else node.setAttribute(key === "className" ? "class" : key, value === true ? "" : value);
  }
}

/** A button. */
export const button = (label, onclick, properties = {}) => h("button", { type: "button", onclick, ...properties }, label);

/** A short note at the lower edge, with a way back where there is one. */
export function toast(text, action, label = "Undo") {
  const note = h("div", {}, h("span", {}, text));
  // What is pointed at, or has the focus, stays.
  const drop = () => { if (note.matches(":hover, :focus-within")) setTimeout(drop, 2000); else note.remove(); };
  if (action) note.append(button(label, () => { note.remove(); action(); }, { title: "u" }));
  toasts.append(note);
  raise();
  setTimeout(drop, action ? 12000 : 5000);
}

/** Takes back what the latest note offers to take back. */
export const undo = () => [...toasts.querySelectorAll("button")].at(-1)?.click();

const toasts = document.getElementById("toasts");

/** Puts the notes into the window on top, since nothing outside of it can be reached. */
function raise() {
  const host = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  if (toasts.parentNode !== host) host.append(toasts);
}

let opened = 0;

/** Opens a window over the page; `fill` gets the place for its content and a function that closes it. */
export function open(title, fill, properties = {}) {
  const name = `dialog-${opened += 1}`;
  const before = document.activeElement;
  const heading = h("h2", { className: "grow", id: name }, title);
  const content = h("div", { className: "content" });
  const dialog = h("dialog", { "aria-labelledby": name, ...properties });
  const close = () => dialog.close();
  dialog.append(h("header", {}, heading, button("✕", close, { "aria-label": "Close", className: "plain" })), content);
  dialog.addEventListener("close", () => { raise(); dialog.remove(); if (before?.isConnected) before.focus(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) close(); });
  document.body.append(dialog);
  dialog.showModal();
  raise();
  fill(content, close, heading);
  return dialog;
}

/** Asks before what cannot be taken back. The way out has the focus. */
export function confirm(title, text, label) {
  return new Promise((answer) => {
    let result = false;
    const dialog = open(title, (content, close) => {
      const cancel = button("Cancel", close);
      content.append(
        h("p", {}, text),
        h("div", { className: "row" }, cancel, button(label, () => { result = true; close(); }, { className: "danger" })));
      cancel.focus();
    }, { className: "small" });
    dialog.addEventListener("close", () => answer(result));
  });
}

/** Asks for a line of text; `null` when it was given up. */
export function ask(title, label, value = "") {
  return new Promise((answer) => {
    let result = null;
    const dialog = open(title, (content, close) => {
      const input = h("input", { value, required: true, id: "asked" });
      content.append(h("form", { onsubmit: (event) => { event.preventDefault(); result = input.value; close(); } },
        h("label", { htmlFor: "asked" }, label), h("div", { className: "row" }, h("span", { className: "grow" }, input),
          h("button", { className: "main" }, "Save"))));
      input.select();
    }, { className: "small" });
    dialog.addEventListener("close", () => answer(result));
  });
}

/** A table of texts or nodes; columns of `numbers` stand to the right, and the first names its row where `isNamed`. */
export function table(head, rows, { numbers = [], isNamed = false } = {}) {
  const cells = (row, kind) => h("tr", {}, row.map((cell, at) => {
    const isHead = kind === "col" || isNamed && !at;
    return h(isHead ? "th" : "td", { scope: isHead ? kind : null, className: numbers.includes(at) ? "number" : "" }, cell);
  }));
  return h("table", { className: (head ?? rows[0] ?? []).length > 2 ? "wide" : "" }, head ? h("thead", {}, cells(head, "col")) : null, h("tbody", {}, rows.map((row) => cells(row, "row"))));
}

/** What went wrong, in place of what was sought. */
export const bad = (text) => h("p", { className: "bad" }, text);

/** A text with the ranges (pairs of places) marked. */
export function marked(text, marks = []) {
  const pieces = [];
  let place = 0;
  for (const [start, end] of marks) {
    if (start < place) continue;
    pieces.push(text.slice(place, start), h("mark", {}, text.slice(start, end)));
    place = end;
  }
  pieces.push(text.slice(place));
  return pieces;
}

const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** The day of a time, as people call it. */
export function day(time) {
  const date = new Date(time);
  const start = (value) => new Date(value.getFullYear(), value.getMonth(), value.getDate()).getTime();
  const days = Math.round((start(new Date()) - start(date)) / 86400000);
  return days === 0 ? "Today" : days === 1 ? "Yesterday" : dayFormat.format(date);
}
export const clock = (time) => timeFormat.format(new Date(time));
export const moment = (time) => (time ? momentFormat.format(new Date(time)) : "");

/** "1 chat", "2 chats". */
export const count = (number, one, many = one + "s") => `${number.toLocaleString()} ${number === 1 ? one : many}`;

/** Bytes for people, in powers of 1,000. */
export function size(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let power = 0;
  while (bytes >= 1000 && power < units.length - 1) { bytes /= 1000; power += 1; }
  return `${power && bytes < 10 ? bytes.toFixed(1) : Math.round(bytes)} ${units[power]}`;
}
