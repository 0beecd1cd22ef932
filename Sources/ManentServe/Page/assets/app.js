// The page: logging in, the frame, where one is, and the keys.

import { get, post, onConnection } from "./api.js";
import { h, button, toast, undo, open, table, bad } from "./dom.js";
import { ChatList } from "./chats.js";
import { ChatView } from "./chat.js";
import { openPalette } from "./palette.js";
import { openDocuments, addFiles } from "./documents.js";
import { openStatistics, openStorage, openCleanUp, openForgotten } from "./upkeep.js";
import { openSettings } from "./settings.js";

const app = document.getElementById("app");

/** What the parts of the page share. */
export const page = { session: null, list: null, chat: null, frame: null, channel: new BroadcastChannel("manent") };

start();

async function start() {
  try {
    const { session } = await get("login");
    if (!session) return showLogin();
    page.session = session;
  } catch (error) {
    return error.status === 401 ? showLogin() : showAway(error);
  }
  showFrame();
}

function showAway(error) {
  app.replaceChildren(h("main", { className: "login" }, h("h1", {}, "Manent"), h("p", { role: "alert" }, error.message),
    button("Try again", start, { className: "main" })));
}

function showLogin(message = "") {
  const token = h("input", { type: "password", id: "token", autocomplete: "current-password", required: true });
  const note = h("p", { className: "bad", role: "alert" }, message);
  const submit = async (event) => {
    event.preventDefault();
    try {
      page.session = await post("login", { token: token.value.trim() });
      showFrame();
    } catch (error) {
      note.textContent = error.message;
      token.select();
    }
  };
  app.replaceChildren(h("main", { className: "login" }, h("h1", {}, "Manent"),
    h("p", { className: "soft" }, "Log in with a token: ", h("code", {}, "manent token create NAME"), " prints one. ", h("code", {}, "manent serve --open"), " prints a link that needs none."),
    h("form", { onsubmit: submit }, h("input", { autocomplete: "username", hidden: true }), h("label", { htmlFor: "token" }, "Token"), token, note,
      h("button", { className: "main" }, "Log in"))));
  token.focus();
}

function showFrame() {
  page.list = new ChatList(openChat);
  page.chat = new ChatView({
    began: (id) => { openChat(id, { keeps: true }); page.list.refresh(); page.channel.postMessage({ changed: id }); },
    changed: (id) => { page.list.refresh(); page.channel.postMessage({ changed: id }); },
    opens: openChat,
    back: () => go("/"),
  });
  const offline = h("div", { className: "offline", role: "status", hidden: true },
    "The server cannot be reached. What was loaded is shown; drafts are kept.");
  onConnection((away) => { offline.hidden = !away; if (!away) refresh(); });
  const middle = page.chat.node;
  middle.prepend(offline);
  page.frame = h("div", { className: "frame" },
    h("a", { className: "skip", href: "#message" }, "To the message box"), sideBar(), middle);
  app.replaceChildren(page.frame);
  takeDrops(middle);
  page.list.refresh();
  readAddress();
}

const isShown = () => page.frame?.isConnected;
addEventListener("popstate", () => { if (isShown()) readAddress(); });
addEventListener("keydown", (event) => { if (isShown()) keys(event); });
addEventListener("visibilitychange", refresh);
page.channel.onmessage = refresh;
setInterval(refresh, 15000);

function refresh() {
  if (document.hidden || !isShown()) return;
  page.list.refresh();
  page.chat.refresh();
}

function sideBar() {
  const menu = h("nav", { "aria-label": "Workspace", className: "row" },
    button("Documents", openDocuments), button("History", openHistoryMenu), button("Settings", openSettings),
    button("?", openHelp, { "aria-label": "Keys and help" }));
  return h("aside", { className: "side", "aria-label": "Chats" },
    h("header", {}, h("div", { className: "row" }, h("h1", { className: "grow" }, page.session.workspace),
      button("New chat", () => go("/new"), { className: "main", title: "n" })), page.list.filter,
      button("Search everything  Ctrl-K", () => openPalette(openChat))),
    page.list.node, h("footer", {}, page.list.actions, menu));
}

function openHistoryMenu() {
  open("History and room", (content, close) => {
    const entry = (label, run) => button(label, () => { close(); run(); });
    content.append(entry("Statistics", openStatistics), entry("Storage", openStorage), entry("Clean up", openCleanUp),
      entry("Forgotten chats", () => openForgotten(openChat)));
  }, { className: "small" });
}

/** Goes to an address of the page. */
export function go(path, replaces = false) {
  history[replaces ? "replaceState" : "pushState"](null, "", path === "/new" ? "/#new" : path);
  readAddress();
}

function openChat(id, { keeps = false, message = null } = {}) {
  const path = `/chats/${encodeURIComponent(id)}`;
  if (location.pathname !== path) history.pushState(null, "", path);
  if (keeps) page.chat.id = id;
  page.frame.classList.add("chat");
  page.list.choose(id);
  if (!keeps) page.chat.open(id, message);
}

function readAddress() {
  const match = /^\/chats\/([^/]+)/.exec(location.pathname);
  if (match) return openChat(decodeURIComponent(match[1]));
  page.list.choose(null);
  const isNew = location.hash === "#new";
  page.frame.classList.toggle("chat", isNew);
  // A link may fill the box; it never sends.
  const text = new URLSearchParams(location.search).get("message");
  page.chat.begin(isNew || text !== null, text);
  if (text !== null) page.frame.classList.add("chat");
}

function takeDrops(node) {
  node.addEventListener("dragover", (event) => { event.preventDefault(); node.classList.add("over"); });
  node.addEventListener("dragleave", () => node.classList.remove("over"));
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    node.classList.remove("over");
    if (event.dataTransfer.items.length) openDocuments(() => addFiles(event.dataTransfer));
  });
}

const KEYS = [
  ["Ctrl-K", "Search in chats and documents", () => openPalette(openChat)], ["n", "New chat", () => go("/new")],
  ["/", "Filter the chats", () => page.list.filter.focus()], ["j", "Next chat", () => page.list.step(1)],
  ["k", "Previous chat", () => page.list.step(-1)], ["i", "To the message box", () => page.chat.focus()],
  ["d", "Documents", () => openDocuments()], ["s", "Statistics", () => openStatistics()],
  ["r", "Ask again", () => page.chat.retry()], ["u", "Undo what was just done", undo], ["?", "This list", openHelp],
];

function keys(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    return openPalette(openChat);
  }
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest("input, textarea, select")) { if (event.key === "Escape") target.blur(); return; }
  if (event.key !== "u" && document.querySelector("dialog[open]")) return;
  const found = KEYS.find(([key]) => key === event.key);
  if (found) { event.preventDefault(); found[2](); }
}

function openHelp() {
  open("Keys", (content) => {
    content.append(table(null, KEYS.map(([key, text]) => [h("kbd", {}, key), text]), { isNamed: true }),
    h("p", {}, "Enter sends a message, Shift-Enter begins a new line; on a phone Enter begins a line. Esc closes what is open."),
    h("p", { className: "soft" }, `Manent ${page.session.version ?? ""}. All that is here lies in the workspace's git repository.`));
  }, { className: "small" });
}

/** Tells a failure. */
export function fail(error) {
  if (error.status === 401) return showLogin("The token is no longer valid.");
  toast(error.message);
}

/** Does something, and tells when it fails. */
export function act(run) { return async (...words) => { try { await run(...words); } catch (error) { fail(error); } }; }

/** Logs out. */
export const logOut = act(async () => { await post("logout"); location.assign("/"); });
