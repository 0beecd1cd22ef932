// swift-format-ignore-file
// Written from the files in `assets` by `MANENT_RECORD=1 swift test --filter PageAssetsTests`.

extension PageAssets {
  /// The files by their names.
  static let files: [String: String] = [
    "api.js": ##"""
      // Talks to the server.

      /** What the server has refused, or that it is not there (`status` 0). */
      export class Refusal extends Error {
      constructor(status, message, code) {
      super(message);
      this.status = status;
      this.code = code;
      }
      }

      const watchers = new Set();
      let isAway = false;

      /** Calls a function when the server goes away and when it is back. */
      export const onConnection = (watcher) => watchers.add(watcher);

      function tell(away) {
      if (away === isAway) return;
      isAway = away;
      for (const watcher of watchers) watcher(away);
      }

      /** Sends a request; gives the response, or throws a `Refusal`. */
      export async function request(method, path, { json, body, signal } = {}) {
      const headers = {};
      if (json !== undefined) headers["Content-Type"] = "application/json";
      else if (body !== undefined) headers["Content-Type"] = "application/octet-stream";
      let response;
      try {
      response = await fetch("/api/v1/" + path, {
      method, headers, signal, body: json !== undefined ? JSON.stringify(json) : body, credentials: "same-origin",
      });
      } catch (error) {
      if (error.name === "AbortError") throw error;
      tell(true);
      throw new Refusal(0, "the server cannot be reached", "away");
      }
      tell(false);
      if (response.ok) return response;
      const text = await response.text();
      let error = {};
      try { error = JSON.parse(text).error ?? {}; } catch { /* not ours: the status says enough */ }
      throw new Refusal(response.status, error.message ?? `the server answered ${response.status}`, error.code);
      }

      async function read(method, path, options) {
      const response = await request(method, path, options);
      return response.status === 204 ? null : response.json();
      }

      export const get = (path, signal) => read("GET", path, { signal });
      export const post = (path, json = {}) => read("POST", path, { json });
      export const patch = (path, json) => read("PATCH", path, { json });
      export const remove = (path) => read("DELETE", path);
      export const put = (path, body) => read("PUT", path, { body });
      export const upload = (path, body) => read("POST", path, { body });

      /** The path of a chat. */
      export const chatPath = (id, more = "") => `chats/${encodeURIComponent(id)}${more}`;

      /** The parts of a query. */
      export const query = (values) => new URLSearchParams(
      Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "")).toString();

      /** A name of several parts in a path. */
      export const inPath = (name) => name.split("/").map(encodeURIComponent).join("/");

      /**
      * Follows a turn from an event on to its end, and joins it again when the connection breaks. `hear` gets the kind and the
      * data of each event. Gives the kind of the last one; "gone" where the turn is known no more.
      */
      export async function follow(turn, hear, signal, after = 0) {
      const last = ["done", "failed", "interrupted"];
      for (let tries = 0; ; tries += 1) {
      try {
      const response = await request("GET", `turns/${encodeURIComponent(turn)}/events?after=${after}`, { signal });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let held = "";
      for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      held += value;
      const blocks = held.split("\n\n");
      held = blocks.pop();
      for (const block of blocks) {
      const fields = {};
      for (const line of block.split("\n")) {
      const colon = line.indexOf(":");
      if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).replace(/^ /, "");
      }
      if (fields.data === undefined) continue;
      if (fields.id) after = Number(fields.id);
      tries = 0;
      hear(fields.event, JSON.parse(fields.data));
      if (last.includes(fields.event)) return fields.event;
      }
      }
      } catch (error) {
      if (error.name === "AbortError") return "left";
      if (error.status === 404) return "gone";
      if (error.status === 401) throw error;
      }
      await new Promise((resume) => setTimeout(resume, Math.min(250 * 2 ** Math.min(tries, 5), 8000)));
      if (signal?.aborted) return "left";
      }
      }

      """##,
    "app.js": ##"""
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

      """##,
    "chat.js": ##"""
      // The chat in the middle: its messages, answers as they come, and the box that one writes in.

      import { get, post, patch, follow, query, chatPath } from "./api.js";
      import { h, button, toast, open, ask, clock, moment, table, bad } from "./dom.js";
      import { markdown } from "./markdown.js";
      import { Transcript } from "./transcript.js";
      import { citation, sourceList } from "./sources.js";
      import { fail, page, act } from "./app.js";

      /** How many messages are laid out in one go, how many in a frame while one scrolls, how many stand in the page at most, and how many are asked for. */
      const [PART, STEP, MOST, FIRST, REST] = [20, 6, 120, 60, 1000];
      /** How many pixels above and below what is seen are laid out ahead. */
      const AHEAD = 2000;
      const isPhone = () => matchMedia("(pointer: coarse)").matches;

      export class ChatView {
      constructor(events) {
      this.events = events;
      this.id = null;
      this.heading = h("h1", { className: "grow" }, "New chat");
      this.menu = h("div", { className: "row" });
      this.log = h("div", { className: "log", role: "log", "aria-label": "Messages", tabIndex: 0 });
      this.log.addEventListener("scroll", () => this.soon(), { passive: true });
      this.latest = button("Latest ↓", () => this.toEnd(), { className: "latest", hidden: true });
      this.box = h("textarea", {
      id: "message", rows: 1, placeholder: "Ask your documents", "aria-label": "Message", enterKeyHint: isPhone() ? "enter" : "send",
      oninput: () => this.keepDraft(),
      onkeydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || isPhone()) return;
      event.preventDefault();
      this.send();
      },
      });
      this.sendButton = h("button", { className: "main" }, "Send");
      this.stopButton = button("Stop", act(async () => { if (this.running) await post(`turns/${encodeURIComponent(this.running)}/stop`); }), { hidden: true });
      this.model = h("select", { "aria-label": "Who answers" });
      this.template = h("select", { "aria-label": "Template", hidden: true });
      this.editing = h("div", { className: "row soft", hidden: true });
      const form = h("form", { onsubmit: (event) => { event.preventDefault(); this.send(); } }, this.editing, this.box,
      h("div", { className: "row" }, this.model, this.template, h("span", { className: "grow" }), this.stopButton, this.sendButton));
      this.node = h("main", { className: "middle" },
      h("header", {}, button("‹ Chats", () => events.back(), { className: "back" }), this.heading, this.menu),
      this.log, h("div", { className: "writer" }, form));
      this.transcript = new Transcript();
      this.forget();
      this.loadModels();
      }

      async loadModels() {
      try {
      const [models, templates] = await Promise.all([get("models"), get("templates")]);
      this.model.append(h("option", { value: "" }, `as usual (${models.default})`),
      ...models.models.map((model) => h("option", { value: model.id }, model.id)));
      this.template.append(h("option", { value: "" }, "no template"),
      ...templates.templates.filter((template) => !template.problem)
      .map((template) => h("option", { value: template.name, title: template.description ?? "" }, template.name)));
      this.templates = templates.templates;
      this.template.hidden = this.id !== null || this.template.length < 2;
      } catch (error) { if (error.status) fail(error); }
      }

      /** Begins a new chat, with a text in the box where there is one. */
      begin(takesFocus, text = null) {
      this.leave();
      this.id = null;
      this.state = null;
      this.transcript = new Transcript();
      this.forget();
      this.heading.textContent = "New chat";
      this.menu.replaceChildren();
      this.template.hidden = this.template.length < 2;
      this.log.replaceChildren(h("p", { className: "empty" }, "Ask something, or drop files here to add documents."));
      this.box.value = text ?? this.draft();
      if (takesFocus) this.box.focus();
      }

      /** Lets go of the messages that are here. */
      forget() {
      Object.assign(this, { messages: [], isWhole: true, shown: [], first: 0, last: 0, nodes: new Map(), loading: null, answer: null });
      }

      leave() {
      this.listening?.abort();
      this.listening = null;
      this.running = null;
      this.edited(null);
      this.answering(false);
      }

      /** Shows a chat; `message` is scrolled to. */
      async open(id, message = null) {
      if (id !== this.id || !this.transcript.messages.size) {
      this.leave();
      this.id = id;
      this.template.hidden = true;
      this.transcript = new Transcript();
      this.forget();
      this.log.replaceChildren(h("p", { className: "empty" }, "…"));
      this.box.value = this.draft();
      try {
      const chat = await this.read(id);
      if (this.id !== id) return;
      this.id = chat.id;
      await this.take(chat, true);
      } catch (error) {
      if (this.id === id) this.log.replaceChildren(h("p", { className: "empty", role: "alert" }, error.message));
      return;
      }
      }
      if (message) {
      if (!this.transcript.messages.has(message)) await this.loading;
      if (this.id === id) this.show(message);
      }
      }

      read(id, values = { last: FIRST }) { return get(chatPath(id, `?${query(values)}`)); }

      /** Reads the chat that is open anew, when another tab or machine may have added to it. */
      async refresh() {
      if (!this.id || this.running || document.hidden) return;
      const id = this.id;
      try {
      const chat = await this.read(id);
      if (this.id === id && !this.running) await this.take(chat, this.isAtEnd());
      } catch (error) { if (error.status === 404 && this.id === id) this.begin(false); }
      }

      /** Takes a chat as it is now, with the last of its messages; those before them are asked for where they are not here. */
      async take(chat, toEnd) {
      this.chat = chat;
      this.pinned = new Set(chat.pinned ?? []);
      const known = new Map(this.messages.map((message) => [message.id, message]));
      const last = chat.messages.map((message) => {
      const before = known.get(message.id);
      return before && JSON.stringify(before) === JSON.stringify(message) ? before : message;
      });
      const at = this.messages.findIndex((message) => message.id === last[0]?.id);
      this.messages = [...this.messages.slice(0, Math.max(0, at)), ...last];
      if (this.messages.length > chat.message_count) this.messages = last;
      this.isWhole = this.messages.length === chat.message_count;
      this.drawHead();
      if (!this.isWhole) this.loading = this.loadRest();
      // A branch of long ago that was gone on with is not among the last messages.
      if (!last.some((message) => message.created_at === chat.last_activity)) await this.loading;
      if (this.chat !== chat) return;
      this.transcript.read(this.messages, this.isWhole);
      this.draw(toEnd);
      const turn = chat.running?.turn ?? chat.running;
      if (turn && this.running !== turn) this.join(turn, 0);
      }

      /** Asks for the messages before those that are here. */
      async loadRest() {
      const { id, chat } = this;
      try {
      while (!this.isWhole && this.messages.length) {
      const part = await this.read(id, { last: REST, before: this.messages[0].id });
      // What was taken meanwhile asks for itself.
      if (this.chat !== chat) return;
      this.messages = [...part.messages, ...this.messages];
      this.isWhole = !part.messages.length || this.messages.length >= chat.message_count;
      }
      this.transcript.read(this.messages);
      this.draw(false);
      } catch (error) { if (this.chat === chat) fail(error); }
      }

      drawHead() {
      const { id, title } = this.chat;
      this.heading.textContent = title || "Untitled";
      this.heading.title = title;
      document.title = `${title} · Manent`;
      this.menu.replaceChildren(button("⋯", () => open(title, (content, close) => {
      const entry = (label, run, properties) => button(label, () => { close(); act(run)(); }, properties);
      content.append(
      h("p", { className: "soft" }, `Begun ${moment(this.chat.created_at)}. ${this.chat.path ?? ""}`),
      entry("Rename", async () => {
      const name = await ask("Rename", "Title", title);
      if (!name) return;
      await patch(chatPath(id), { title: name });
      this.events.changed(id);
      this.reload();
      }),
      entry("Tags", async () => {
      const tags = this.chat.tags ?? [];
      const text = await ask("Tags", "Tags, with a comma between them", tags.join(", "));
      if (text === null) return;
      const wanted = text.split(",").map((tag) => tag.trim()).filter(Boolean);
      await patch(chatPath(id), { tags: {
      add: wanted.filter((tag) => !tags.includes(tag)), remove: tags.filter((tag) => !wanted.includes(tag)) } });
      this.events.changed(id);
      this.reload();
      }),
      entry("State", async () => showState(this.chat.state)), entry("What happened when", () => showLog(id)),
      entry("Fork", async () => this.events.opens((await post(chatPath(id, "/fork"))).id)),
      entry("Share a copy", () => share(id)),
      ...["markdown", "html", "json"].map((format) => entry(`Export as ${format}`, async () =>
      location.assign(`/api/v1/export?format=${format}&chat=${encodeURIComponent(id)}`))),
      entry("Clear", async () => { await post(chatPath(id, "/clear")); this.reload();
      toast("Cleared; the messages are kept.", act(async () => { await post(chatPath(id, "/restore")); this.reload(); })); }),
      entry("Forget", async () => page.list.forget([id])),
      ...(page.session.scope === "admin" ? [entry("Purge for good …", async () => page.list.purge(id, title), { className: "danger" })] : []));
      }, { className: "small" }), { "aria-label": "What to do with this chat", title: "More" }));
      }

      async reload() {
      const id = this.id;
      const chat = await this.read(id);
      if (this.id === id) await this.take(chat, false);
      }

      // The log: of a long chat a part stands in the page, which moves along with what is looked at.

      draw(toEnd) {
      const before = this.shown;
      const wasAtEnd = this.last === before.length;
      this.shown = this.transcript.branch();
      if (toEnd) return this.toEnd();
      // The same messages stay in sight where others came before them.
      const at = before.length ? this.shown.indexOf(before[this.first]) : -1;
      if (at >= 0) [this.first, this.last] = [at, at + this.last - this.first];
      if (wasAtEnd || this.last > this.shown.length) this.last = this.shown.length;
      this.first = Math.max(0, Math.min(this.first, this.last - PART), this.last - MOST);
      this.hold(() => this.place());
      this.scrolled();
      }

      /** Lays the part out. Nodes that are as they were stay where they are. */
      place() {
      const [last, nodes] = [this.shown.at(-1)?.id, new Map()];
      const focused = this.log.contains(document.activeElement) ? document.activeElement : null;
      const wanted = this.shown.slice(this.first, this.last).map((message) => {
      const { at, all } = this.transcript.versions(message.id);
      const key = `${at} ${all.length} ${this.pinned?.has(message.id)} ${message.id === last}`;
      const old = this.nodes.get(message.id);
      const entry = old?.message === message && old.key === key ? old : { message, key, node: this.message(message) };
      nodes.set(message.id, entry);
      return entry.node;
      });
      this.nodes = nodes;
      if (this.answer && this.last === this.shown.length) wanted.push(this.answer);
      if (!wanted.length) wanted.push(h("p", { className: "empty" }, "Nothing has been said here."));
      wanted.push(this.latest);
      const live = new Set(wanted);
      for (const node of [...this.log.childNodes]) if (!live.has(node)) node.remove();
      let place = this.log.firstChild;
      for (const node of wanted) if (node === place) place = place.nextSibling; else this.log.insertBefore(node, place);
      if (!focused || focused.isConnected) return;
      const again = nodes.get(focused.closest(".message")?.dataset.id)?.node;
      ([...again?.querySelectorAll("[data-act]") ?? []].find((node) => node.dataset.act === focused.dataset.act) ?? again ?? this.log).focus({ preventScroll: true });
      }

      /** Changes the log so that what is looked at stays where it is. */
      hold(change) {
      const top = this.log.scrollTop;
      const seen = [...this.log.children].filter((node) => node.dataset.id && node.offsetTop + node.offsetHeight > top).map((node) => [node.dataset.id, node.offsetTop]);
      change();
      const [id, before] = seen.find(([one]) => this.nodes.has(one)) ?? [];
      if (!id) return;
      const by = this.nodes.get(id).node.offsetTop - before;
      if (by) this.log.scrollTop = top + by;
      }

      scrolled() {
      this.latest.hidden = this.isAtEnd();
      const { scrollTop, scrollHeight, clientHeight } = this.log;
      const [first, last] = [this.first, this.last];
      if (scrollTop < AHEAD && first) {
      this.first = Math.max(0, first - STEP);
      this.last = Math.min(last, this.first + MOST);
      } else if (scrollHeight - scrollTop - clientHeight < AHEAD && last < this.shown.length) {
      this.last = Math.min(this.shown.length, last + STEP);
      this.first = Math.max(first, this.last - MOST);
      } else return;
      this.hold(() => this.place());
      this.soon();
      }

      /** Lays out more with the next frame, where more is to be laid out. */
      soon() { this.coming ||= requestAnimationFrame(() => { this.coming = 0; this.scrolled(); }); }

      isAtEnd() { return this.last === this.shown.length && this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80; }

      toEnd() {
      this.last = this.shown.length;
      this.first = Math.max(0, this.last - PART);
      this.place();
      this.log.scrollTop = this.log.scrollHeight;
      this.scrolled();
      }

      /** Scrolls to a message, on whichever branch it is. */
      show(id) {
      for (let at = id; at; at = this.transcript.parent(at)) this.transcript.choose(at);
      this.shown = this.transcript.branch();
      const place = this.shown.findIndex((message) => message.id === id);
      if (place < 0) return;
      this.first = Math.max(0, place - PART / 2);
      this.last = Math.min(this.shown.length, place + PART / 2);
      this.place();
      const { node } = this.nodes.get(id);
      node.scrollIntoView({ block: "center" });
      node.focus({ preventScroll: true });
      }

      message(message) {
      const isUser = message.role === "user";
      const names = { user: message.author ?? "You", assistant: message.model ?? message.provider ?? "Answer", system: "Instructions", tool: "Tool" };
      const body = h("div", { className: "body" });
      const content = typeof message.content === "string" ? message.content : JSON.stringify(message.content);
      body.append(...(isUser ? [h("p", {}, content.split("\n").flatMap((line, index) => [index ? h("br") : null, line]))]
      : markdown(content, (number) => citation(number, message.sources ?? []))));
      const { at, all } = this.transcript.versions(message.id);
      const steps = all.length > 1 ? [
      button("‹", () => this.step(message.id, -1), { "data-act": "before", "aria-label": "Version before", disabled: at === 0 }),
      h("span", { className: "soft" }, `${at + 1} of ${all.length}`),
      button("›", () => this.step(message.id, 1), { "data-act": "next", "aria-label": "Next version", disabled: at === all.length - 1 })] : [];
      const isPinned = this.pinned?.has(message.id);
      const isLast = this.shown.at(-1)?.id === message.id;
      const isStopped = message.status === "interrupted";
      return h("article", {
      className: `message ${message.role}${message.status === "failed" ? " failed" : ""}${isPinned ? " pinned" : ""}`,
      "data-id": message.id, tabIndex: -1,
      },
      h("header", {}, h("strong", {}, names[message.role] ?? message.role),
      h("time", { dateTime: message.created_at, title: moment(message.created_at) }, clock(message.created_at)),
      message.status ? h("span", { className: "bad" }, message.status) : null),
      body, message.error ? bad(message.error) : null,
      isUser ? null : sourceList(message.sources ?? [], content),
      h("footer", {}, steps,
      button("Copy", () => navigator.clipboard?.writeText(content).then(() => toast("Copied."), () => toast("The browser does not let this page copy.")), { "data-act": "copy" }),
      isUser ? button("Edit", () => this.edited(message), { "data-act": "edit" }) : null,
      button(isPinned ? "Unpin" : "Pin", act(() => this.pin(message.id, isPinned)), { "data-act": "pin", "aria-pressed": String(!!isPinned) }),
      !isUser && isLast ? button("Ask again", () => this.retry(), { "data-act": "again" }) : null,
      isLast && isStopped ? button("Continue", () => this.send("Go on where you stopped.")) : null,
      button("Fork here", act(async () => this.events.opens((await post(chatPath(this.id, "/fork"), { at: message.id })).id)))));
      }

      step(id, by) {
      const { at, all } = this.transcript.versions(id);
      this.transcript.choose(all[at + by]);
      this.draw(false);
      const footer = this.nodes.get(all[at + by])?.node.querySelector("footer");
      (footer?.querySelector(`[data-act=${by < 0 ? "before" : "next"}]:enabled`) ?? footer?.querySelector("[data-act]:enabled"))?.focus();
      }

      async pin(id, isPinned) {
      await patch(chatPath(this.id), isPinned ? { unpin: [id] } : { pin: [id] });
      this.pinned[isPinned ? "delete" : "add"](id);
      this.draw(false);
      }

      // The box

      focus() { this.box.focus(); }

      key() { return `draft ${this.id ?? "new"}`; }

      draft() { try { return localStorage.getItem(this.key()) ?? ""; } catch { return ""; } }

      keepDraft() {
      try {
      if (this.box.value) localStorage.setItem(this.key(), this.box.value); else localStorage.removeItem(this.key());
      } catch { /* without storage a draft lives as long as the page */ }
      }

      /** Edits a message: it is sent beside the old one. */
      edited(message) {
      this.editedMessage = message;
      this.editing.hidden = !message;
      this.editing.replaceChildren(message && !this.transcript.parent(message.id) ? "Editing the first message; it is kept, and the edited one begins a new chat." : "Editing a message; it is kept, and the chat forks here.", button("Leave it", () => { this.edited(null); this.box.value = this.draft(); }));
      if (message) { this.box.value = message.content; this.box.focus(); }
      }

      answering(isAnswering) {
      this.sendButton.disabled = isAnswering;
      this.stopButton.hidden = !isAnswering;
      }

      async send(text = this.box.value) {
      if (!text.trim() || this.running) return;
      const body = { message: text };
      if (this.id) body.chat = this.id;
      const chosen = this.model.value;
      if (chosen) {
      const colon = chosen.indexOf(":");
      body.provider = colon < 0 ? chosen : chosen.slice(0, colon);
      if (colon >= 0) body.model = chosen.slice(colon + 1);
      }
      if (!this.id && this.template.value) {
      body.template = this.template.value;
      body.variables = {};
      for (const variable of this.templates.find((one) => one.name === body.template)?.variables ?? []) {
      const value = await ask(body.template, variable.description ?? variable.name, variable.preset ?? "");
      if (value === null) return;
      body.variables[variable.name] = value;
      }
      }
      if (this.editedMessage) {
      body.parent = this.transcript.parent(this.editedMessage.id);
      // Nothing comes before the first message: another one begins another chat.
      if (!body.parent) { delete body.chat; this.begin(false, text); }
      } else if (this.id) body.parent = this.shown.at(-1)?.id;
      if (!body.parent) delete body.parent;
      await this.ask(body, () => { this.edited(null); this.box.value = ""; this.keepDraft(); });
      }

      /** Asks again for the last message. */
      async retry() {
      if (this.id && !this.running) await this.ask({ chat: this.id, retry: true }, () => {});
      }

      async ask(body, taken) {
      this.answering(true);
      try {
      const { turn } = await post("turns", body);
      taken();
      if (this.shown.length) this.toEnd();
      this.join(turn, 0);
      } catch (error) {
      this.answering(false);
      fail(error);
      }
      }

      /** Follows a turn from an event on. */
      async join(turn, after) {
      this.running = turn;
      this.answering(true);
      this.listening = new AbortController();
      const signal = this.listening.signal;
      let text = "";
      let frame = 0;
      const body = h("div", { className: "body" });
      const node = h("article", { className: "message assistant", "aria-busy": "true" },
      h("header", {}, h("strong", {}, "…"), h("span", { className: "caret" }, "▍")), body);
      // A long answer is laid out less often than it grows, so that it never keeps one from scrolling.
      let rests = 0;
      const paint = () => {
      frame = 0;
      if (performance.now() < rests) { frame = requestAnimationFrame(paint); return; }
      const [stays, began] = [this.isAtEnd(), performance.now()];
      body.replaceChildren(...markdown(text));
      if (stays) this.log.scrollTop = this.log.scrollHeight;
      rests = performance.now() + 4 * (performance.now() - began);
      };
      let end = "gone";
      try {
      end = await follow(turn, (kind, data) => {
      if (signal.aborted) return;
      if (kind === "began") {
      // A new chat has its id once its first message is on the disk.
      if (!this.id) {
      this.forget();
      this.chat = { id: data.chat, title: data.title, messages: [] };
      this.events.began(data.chat);
      }
      this.chat ??= {};
      if (data.title) { this.chat.title = data.title; this.heading.textContent = data.title; }
      const stays = this.isAtEnd();
      if (data.message && !this.transcript.messages.has(data.message.id)) this.transcript.add(data.message);
      node.querySelector("strong").textContent = data.model ?? data.provider ?? "Answer";
      this.answer = node;
      this.draw(stays);
      } else if (kind === "delta") {
      text += data.text;
      frame ||= requestAnimationFrame(paint);
      } else if (kind === "notice") toast(data.text);
      else if (kind === "failed") toast(data.error?.message ?? "The answer failed.");
      }, signal, after);
      } catch (error) { fail(error); }
      cancelAnimationFrame(frame);
      if (signal.aborted) return;
      this.running = null;
      this.answering(false);
      const stays = this.isAtEnd();
      try {
      const chat = await this.read(this.id);
      if (!signal.aborted && !this.running && chat.id === this.id) {
      this.answer = null;
      await this.take(chat, stays);
      }
      } catch (error) { node.removeAttribute("aria-busy"); if (error.status) fail(error); }
      if (end !== "left") this.events.changed(this.id);
      }
      }

      function showState(state) {
      open("State of the conversation", (content) => {
      const entries = Object.entries(state ?? {});
      content.append(entries.length ? table(null, entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]), { isNamed: true })
      : h("p", {}, "Nobody keeps a state of this chat. ", h("code", {}, "manent config set observers '[tracker]'"), " has one kept."));
      });
      }

      function showLog(id) {
      open("What happened when", async (content) => {
      try {
      const { entries } = await get(chatPath(id, "/log"));
      content.append(table(["When", "Who", "What", "Commit"], entries.map((entry) =>
      [moment(entry.time), entry.author ?? "", entry.subject ?? "", h("code", {}, entry.commit.slice(0, 8))])));
      } catch (error) { content.append(bad(error.message)); }
      });
      }

      function share(id) {
      open("Share a copy", (content) => {
      const expires = h("input", { id: "expires", value: "30d" });
      const user = h("input", { id: "user", placeholder: "nobody: a link instead" });
      const result = h("div", { role: "status" });
      content.append(
      h("p", {}, "A link shows this chat as it is now, to be read only. With a user it is put into that user's workspace."),
      h("form", { onsubmit: async (event) => {
      event.preventDefault();
      try {
      const body = { chat: id };
      if (expires.value.trim()) body.expires = expires.value.trim();
      if (user.value.trim()) body.user = user.value.trim();
      const answer = await post("shares", body);
      result.replaceChildren(answer.url ? h("p", {}, "The link, shown once: ", h("code", {}, new URL(answer.url, location.origin).href)) : `Given to ${answer.user}.`);
      } catch (error) { result.replaceChildren(bad(error.message)); }
      } }, h("label", { htmlFor: "expires" }, "Expires after "), expires, h("p", {}, h("label", { htmlFor: "user" }, "For the user "), user),
      h("button", { className: "main" }, "Share")), result);
      }, { className: "small" });
      }


      """##,
    "chats.js": ##"""
      // The chats on the left: by day, latest first, with a filter, and what is done to several.

      import { get, post, query, remove, chatPath } from "./api.js";
      import { h, button, toast, confirm, ask, day, clock, count, size } from "./dom.js";
      import { fail, go, page } from "./app.js";

      const PART = 200;
      /** How many rows share a box that is laid out when it comes into sight: with a box for each the browser looks at all of them in every frame. */
      const BOX = 50;

      /** What was known of a chat, where it is still so; then its row needs no other node. */
      const same = (known, chat) => (known && JSON.stringify(known) === JSON.stringify(chat) ? known : chat);
      /** Says how high a box of rows is about, until it was seen. */
      const reserve = (list) => { list.style.containIntrinsicSize = `auto ${3.4 * list.childElementCount}rem`; };
      /** Whether a chat stands before another one: latest activity first. */
      const isBefore = (one, other) => one.last_activity > other.last_activity || one.last_activity === other.last_activity && one.id > other.id;

      export class ChatList {
      constructor(opens) {
      this.opens = opens;
      this.chats = [];
      this.next = null;
      this.chosen = null;
      this.selected = new Set();
      this.selecting = false;
      this.rows = new Map();
      this.days = new Map();
      this.filter = h("input", {
      type: "search", placeholder: "Filter by title or tag", "aria-label": "Filter the chats by title or tag",
      oninput: () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.refresh(true), 150); },
      });
      this.none = h("p", { className: "soft", hidden: true });
      this.end = h("div", { "aria-hidden": "true" });
      this.node = h("div", { className: "list", tabIndex: -1, role: "navigation", "aria-label": "Chats by day" }, this.none, this.end);
      this.actions = h("div", { className: "row" });
      this.watcher = new IntersectionObserver((entries) => { if (entries.at(-1).isIntersecting) this.more(); },
      { root: this.node, rootMargin: "2000px" });
      this.drawActions();
      }

      ask(values) { return get("chats?" + query({ limit: PART, q: this.filter.value.trim(), ...values })); }

      /** Reads the first part of the list anew; what was loaded behind it stays, also where the server is away. */
      async refresh(fromTop = false) {
      this.anew ||= fromTop;
      if (this.reading) { this.again = true; return; }
      this.reading = true;
      try {
      const isNew = this.anew;
      this.anew = false;
      const answer = await this.ask();
      const known = new Map(this.chats.map((chat) => [chat.id, chat]));
      const first = answer.chats.map((chat) => same(known.get(chat.id), chat));
      const begun = first.filter((chat) => !known.has(chat.id)).length;
      let rest = [];
      if (!isNew && answer.next && this.chats.length > PART) {
      const held = new Set(first.map((chat) => chat.id));
      rest = this.chats.filter((chat) => !held.has(chat.id) && isBefore(first.at(-1), chat));
      // Fewer than there were: some further down are gone, and nobody has told which.
      if (answer.total < this.total + begun || !this.next && first.length + rest.length !== answer.total) rest = await this.reread(answer, rest.length);
      }
      if (!rest.length) this.next = answer.next;
      this.total = answer.total;
      this.chats = [...first, ...rest];
      if (isNew) this.node.scrollTop = 0;
      this.draw();
      } catch (error) {
      if (error.status) fail(error);
      } finally {
      this.reading = false;
      if (this.again) { this.again = false; this.refresh(); }
      }
      }

      /** Reads so many chats behind a part of the list. */
      async reread(part, count) {
      const chats = [];
      while (chats.length < count && part.next) chats.push(...(part = await this.ask({ limit: 1000, after: part.next })).chats);
      this.next = part.next;
      return chats;
      }

      async more() {
      if (!this.next || this.reading) return;
      this.reading = true;
      try {
      const answer = await this.ask({ after: this.next });
      if (this.anew) return;
      this.next = answer.next;
      const chats = answer.chats.filter((chat) => !this.rows.has(chat.id));
      this.chats.push(...chats);
      this.add(chats);
      } catch (error) {
      if (error.status) fail(error);
      } finally {
      this.reading = false;
      if (this.again) { this.again = false; this.refresh(); }
      }
      }

      /** Brings the nodes in line with the chats; those that are as they were stay where they are. */
      draw() {
      this.none.hidden = this.chats.length > 0;
      this.none.textContent = this.filter.value ? "No chat is called or tagged like that." : "There are no chats yet.";
      const wanted = new Map();
      for (const chat of this.chats) {
      const name = this.nameOf(chat);
      if (!wanted.has(name)) wanted.set(name, []);
      wanted.get(name).push(chat);
      }
      const live = new Set(this.chats.map((chat) => chat.id));
      for (const [id, row] of this.rows) if (!live.has(id)) { row.node.remove(); this.rows.delete(id); }
      let place = this.none.nextSibling;
      for (const [name, chats] of wanted) {
      const part = this.partOf(name);
      const boxes = Math.ceil(chats.length / BOX);
      while (part.lists.length < boxes) part.lists.push(h("ul"));
      for (const node of [part.head, ...part.lists]) if (node === place) place = place.nextSibling; else this.node.insertBefore(node, place);
      let [list, at] = [null, null];
      for (const [number, chat] of chats.entries()) {
      if (number % BOX === 0) { list = part.lists[number / BOX]; at = list.firstChild; }
      let row = this.rows.get(chat.id);
      if (row?.chat !== chat || row.selecting !== this.selecting) {
      const node = this.row(chat);
      const hadFocus = row?.node.contains(document.activeElement);
      if (row) { if (at === row.node) at = at.nextSibling; row.node.remove(); }
      this.rows.set(chat.id, row = { chat, node, selecting: this.selecting });
      list.insertBefore(node, at);
      if (hadFocus) node.querySelector("a").focus({ preventScroll: true });
      } else if (row.node === at) at = at.nextSibling;
      else list.insertBefore(row.node, at);
      }
      for (const rest of part.lists.splice(boxes)) rest.remove();
      part.lists.forEach(reserve);
      }
      for (const [name, part] of this.days) if (!wanted.has(name)) { part.head.remove(); for (const list of part.lists) list.remove(); this.days.delete(name); }
      this.watch();
      }

      /** Adds rows behind those that are there. */
      add(chats) {
      for (const chat of chats) {
      const part = this.partOf(this.nameOf(chat));
      if (!part.head.isConnected) this.end.before(part.head);
      if (!(part.lists.at(-1)?.childElementCount < BOX)) {
      part.lists.push(h("ul"));
      this.end.before(part.lists.at(-1));
      }
      const node = this.row(chat);
      this.rows.set(chat.id, { chat, node, selecting: this.selecting });
      part.lists.at(-1).append(node);
      reserve(part.lists.at(-1));
      }
      this.watch();
      }

      /** The name of the day of a chat. */
      nameOf(chat) {
      // Zones are apart by quarters of an hour; what is today changes with one.
      const quarter = (time) => Math.floor(time / 900000);
      const now = quarter(Date.now());
      if (this.now !== now) [this.now, this.names] = [now, new Map()];
      const at = quarter(Date.parse(chat.last_activity));
      if (!this.names.has(at)) this.names.set(at, day(chat.last_activity));
      return this.names.get(at);
      }

      partOf(name) {
      if (!this.days.has(name)) this.days.set(name, { head: h("h2", {}, name), lists: [] });
      return this.days.get(name);
      }

      /** Looks anew whether the end of the list is near. */
      watch() {
      this.watcher.unobserve(this.end);
      this.watcher.observe(this.end);
      }

      row(chat) {
      const row = h("li", { "data-id": chat.id, className: chat.id === this.chosen ? "open" : "" });
      if (this.selecting) {
      row.append(h("input", {
      type: "checkbox", checked: this.selected.has(chat.id), "aria-label": `Select ${chat.title}`,
      onchange: (event) => { this.selected[event.target.checked ? "add" : "delete"](chat.id); this.drawActions(); },
      }));
      }
      const tags = (chat.tags ?? []).map((tag) => h("span", { className: "tag" }, tag));
      row.append(h("a", {
      href: `/chats/${encodeURIComponent(chat.id)}`, "aria-current": chat.id === this.chosen ? "page" : null,
      onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.opens(chat.id);
      },
      }, h("span", { className: "title" }, chat.title || "Untitled"),
      h("span", { className: "soft" }, `${clock(chat.last_activity)} · ${count(chat.message_count, "message")} `, tags)));
      return row;
      }

      /** Marks the chat that is open. */
      choose(id) {
      for (const [one, isOpen] of [[this.chosen, false], [id, true]]) {
      const node = this.rows.get(one)?.node;
      node?.classList.toggle("open", isOpen);
      if (isOpen) node?.querySelector("a").setAttribute("aria-current", "page"); else node?.querySelector("a").removeAttribute("aria-current");
      }
      this.chosen = id;
      }

      /** Opens the chat so many places further down. */
      step(by) {
      const at = this.chats.findIndex((chat) => chat.id === this.chosen);
      const chat = this.chats[at < 0 ? 0 : at + by];
      if (!chat) return;
      this.opens(chat.id);
      this.rows.get(chat.id).node.scrollIntoView({ block: "nearest" });
      }

      /** Takes chats out of the list that are gone. */
      take(ids) {
      const gone = new Set(ids);
      this.chats = this.chats.filter((chat) => !gone.has(chat.id));
      this.total -= gone.size;
      this.draw();
      }

      drawActions() {
      const toggle = button(this.selecting ? "Done" : "Select", () => {
      this.selecting = !this.selecting;
      this.selected.clear();
      this.draw();
      this.drawActions();
      }, { "aria-pressed": String(this.selecting) });
      const none = !this.selected.size;
      this.actions.replaceChildren(toggle, ...(this.selecting ? [
      h("span", { className: "soft", role: "status" }, count(this.selected.size, "chat")),
      button("Tag", () => this.tag(), { disabled: none }), button("Export", () => this.export(), { disabled: none }),
      button("Forget", () => this.forget([...this.selected]), { disabled: none })] : []));
      }

      async tag() {
      const text = await ask("Tag chats", "Tags, with a comma between them; -tag takes one away");
      if (!text) return;
      const tags = text.split(",").map((tag) => tag.trim()).filter(Boolean);
      try {
      await post("chats/tag", {
      ids: [...this.selected], add: tags.filter((tag) => !tag.startsWith("-")),
      remove: tags.filter((tag) => tag.startsWith("-")).map((tag) => tag.slice(1)),
      });
      this.refresh();
      } catch (error) { fail(error); }
      }

      async export() {
      const format = await ask("Export chats", "json, jsonl, markdown, html, csv or openai", "json");
      if (!format) return;
      const chats = [...this.selected].map((id) => "&chat=" + encodeURIComponent(id)).join("");
      location.assign(`/api/v1/export?format=${encodeURIComponent(format)}${chats}`);
      }

      /** Forgets chats; a note offers to bring them back. */
      async forget(ids) {
      try {
      const answer = ids.length === 1
      ? await remove(chatPath(ids[0]))
      : await post("chats/forget", { ids });
      const gone = answer.forgotten;
      this.selected.clear();
      this.drawActions();
      this.take(gone.map((chat) => chat.id));
      if (ids.includes(this.chosen)) go("/", true);
      this.refresh();
      const text = gone.length === 1 ? `Forgot “${gone[0].title}”` : `Forgot ${count(gone.length, "chat")}`;
      toast(`${text} (${size(answer.bytes)}).`, async () => {
      try {
      for (const chat of gone) await post(chatPath(chat.id, "/restore"));
      this.refresh();
      toast(`Brought back ${count(gone.length, "chat")}.`);
      } catch (error) { fail(error); }
      });
      page.channel.postMessage({ changed: null });
      } catch (error) { fail(error); }
      }

      /** Removes a chat from git's history too, after asking. */
      async purge(id, title) {
      const text = `“${title}” is removed from the workspace and from git's history. Nothing brings it back. Copies on other machines and remotes are told to forget it.`;
      if (!(await confirm("Purge a chat for good?", text, "Purge for good"))) return;
      try {
      const answer = await remove(chatPath(id, `?purge=true`));
      this.take([id]);
      if (id === this.chosen) go("/", true);
      this.refresh();
      const holders = answer.holders ?? [];
      toast(holders.length ? `Purged. These may still hold it: ${holders.map((holder) => holder.name ?? holder).join(", ")}.` : "Purged.");
      } catch (error) { fail(error); }
      }
      }

      """##,
    "documents.js": ##"""
      // Documents: adding by dropping, the list, versions, and removing with a way back.

      import { get, post, put, inPath } from "./api.js";
      import { h, button, open, toast, size, moment, count, table, bad } from "./dom.js";
      import { openSource, openVersions } from "./sources.js";
      import { fail, act } from "./app.js";

      let view = null;

      /** Opens the list; `then` is called when it is there. */
      export function openDocuments(then) {
      if (view) return typeof then === "function" && then();
      const dialog = open("Documents", (content) => {
      const list = h("div", {});
      const progress = h("div", { role: "status" });
      const files = h("input", { type: "file", multiple: true, hidden: true, onchange: () => { send([...files.files].map((file) => ({ name: file.name, file }))); files.value = ""; } });
      const folder = h("input", { type: "file", hidden: true, webkitdirectory: true, onchange: () => { send([...folder.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }))); folder.value = ""; } });
      const drop = h("div", { className: "drop" }, "Drop files or folders here, or ", button("choose files", () => files.click()), " ", button("choose a folder", () => folder.click()), files, folder);
      drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
      drop.addEventListener("dragleave", () => drop.classList.remove("over"));
      drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); addFiles(event.dataTransfer); });
      const filter = h("input", { type: "search", placeholder: "Filter by name", "aria-label": "Filter the documents by name", oninput: () => draw() });
      content.append(drop, progress, filter, list);
      view = { list, progress, filter };
      load();
      });
      dialog.addEventListener("close", () => { view = null; });
      if (typeof then === "function") then();
      }

      let documents = [];

      async function load() {
      try {
      documents = (await get("documents")).documents;
      draw();
      } catch (error) { view?.list.replaceChildren(bad(error.message)); }
      }

      function draw() {
      if (!view) return;
      const words = view.filter.value.toLowerCase();
      const shown = documents.filter((one) => one.name.toLowerCase().includes(words));
      view.list.replaceChildren(h("p", { className: "soft" }, `${count(shown.length, "document")}, ${size(shown.reduce((sum, one) => sum + one.bytes, 0))}`),
      table(["Name", "Added", "Size", ""], shown.slice(0, 1000).map((one) => [
      [button(one.name, () => openSource({ document: one.name, blob: one.blob, start: 0, end: 0 }), { className: "plain" }), one.problem ? bad(one.problem) : null],
      moment(one.added_at), size(one.bytes),
      h("div", { className: "row" }, button("Versions", () => openVersions(one.name), { "aria-label": `Versions of ${one.name}` }),
      button("Remove", () => removeOne(one.name), { "aria-label": `Remove ${one.name}` }))]), { numbers: [2] }));
      }

      const removeOne = act(async (name) => {
      await post("documents/remove", { names: [name] });
      await load();
      toast(`Removed ${name}.`, act(async () => { await post("documents/restore", { name }); await load(); }));
      });

      /** Adds what was dropped: files, and folders with all that is in them. */
      export async function addFiles(transfer) {
      const [entries, files] = [[], []];
      for (const item of transfer.items) {
      const entry = item.webkitGetAsEntry?.();
      // What another program made up for the drop is a file without a place.
      const file = entry ? null : item.getAsFile?.();
      if (entry) entries.push(entry); else if (file) files.push({ name: file.name, file });
      }
      const walk = async (entry, path) => {
      if (entry.isFile) files.push({ name: path + entry.name, file: await new Promise((done, failed) => entry.file(done, failed)) });
      else {
      const reader = entry.createReader();
      for (;;) {
      const part = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!part.length) return;
      for (const inside of part) await walk(inside, `${path}${entry.name}/`);
      }
      }
      };
      try { for (const entry of entries) await walk(entry, ""); } catch (error) { fail(error); }
      await send(files);
      }

      async function send(files) {
      const bar = h("progress", { max: files.length, value: 0, "aria-label": "Adding" });
      const note = h("p", {}, "");
      const failures = h("ul", {});
      view?.progress.replaceChildren(bar, note, failures);
      let [added, unchanged] = [0, 0];
      for (const [index, { name, file }] of files.entries()) {
      note.textContent = `${index + 1} of ${files.length}: ${name}`;
      try {
      const answer = await put("documents/" + inPath(name), file);
      added += answer.added.length + answer.updated.length;
      unchanged += answer.unchanged.length;
      for (const failure of answer.failed) failures.append(h("li", { className: "bad" }, `${failure.path}: ${failure.error}`));
      } catch (error) { failures.append(h("li", { className: "bad" }, `${name}: ${error.message}`)); }
      bar.value = index + 1;
      }
      note.textContent = `${added} added, ${unchanged} unchanged, ${failures.childElementCount} failed.`;
      load();
      }


      """##,
    "dom.js": ##"""
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

      """##,
    "icon.svg": ##"""
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#2f5d50"/><path d="M8 23V9l8 9 8-9v14" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>

      """##,
    "index.html": ##"""
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
      <meta name="color-scheme" content="light dark">
      <title>Manent</title>
      <link rel="icon" href="/assets/icon.svg">
      <link rel="stylesheet" href="/assets/style.css">
      <link rel="modulepreload" href="/assets/api.js">
      <link rel="modulepreload" href="/assets/dom.js">
      <link rel="modulepreload" href="/assets/chats.js">
      <link rel="modulepreload" href="/assets/chat.js">
      <link rel="modulepreload" href="/assets/markdown.js">
      <link rel="modulepreload" href="/assets/transcript.js">
      <link rel="modulepreload" href="/assets/sources.js">
      <link rel="modulepreload" href="/assets/palette.js">
      <link rel="modulepreload" href="/assets/documents.js">
      <link rel="modulepreload" href="/assets/upkeep.js">
      <link rel="modulepreload" href="/assets/settings.js">
      <script type="module" src="/assets/app.js"></script>
      </head>
      <body>
      <noscript>This page needs JavaScript. All it shows is in your workspace's files too.</noscript>
      <div id="app"></div>
      <div id="toasts" role="status" aria-live="polite"></div>
      </body>
      </html>

      """##,
    "markdown.js": ##"""
      // Lays Markdown out as nodes of a fixed list of kinds. Images are links, and links lead to the web or to a mailbox only.

      import { h } from "./dom.js";

      /** The nodes of a text; `cite` makes the node of a citation such as [1], or gives null where it is none. */
      export function markdown(text, cite = () => null) {
      return blocks(text.replaceAll("\r\n", "\n").split("\n"), cite, 0);
      }

      const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)/;
      const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
      const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/;
      const RULE = /^ {0,3}([-*_])( *\1){2,}\s*$/;
      const QUOTE = /^ {0,3}> ?/;
      const ROW = /^\s*\|?.*\|.*$/;
      const DASHES = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

      function blocks(lines, cite, depth) {
      const nodes = [];
      if (depth > 20) return [h("p", {}, lines.join("\n"))];
      let at = 0;
      while (at < lines.length) {
      const line = lines[at];
      let match;
      if (!line.trim()) { at += 1; continue; }
      if ((match = FENCE.exec(line))) {
      const inside = [];
      for (at += 1; at < lines.length && !closes(lines[at], match[1]); at += 1) inside.push(lines[at]);
      at += 1;
      nodes.push(h("pre", {}, h("code", { "data-language": match[2] }, inside.join("\n"))));
      } else if ((match = HEADING.exec(line))) {
      nodes.push(h(`h${Math.min(6, match[1].length + 2)}`, {}, inline(match[2], cite)));
      at += 1;
      } else if (RULE.test(line)) {
      nodes.push(h("hr"));
      at += 1;
      } else if (QUOTE.test(line)) {
      const inside = [];
      for (; at < lines.length && QUOTE.test(lines[at]); at += 1) inside.push(lines[at].replace(QUOTE, ""));
      nodes.push(h("blockquote", {}, blocks(inside, cite, depth + 1)));
      } else if (ITEM.test(line)) {
      const [list, next] = readList(lines, at, cite, depth);
      nodes.push(list);
      at = next;
      } else if (ROW.test(line) && DASHES.test(lines[at + 1] ?? "") && lines[at + 1].includes("-")) {
      const rows = [cells(line)];
      for (at += 2; at < lines.length && ROW.test(lines[at]) && lines[at].trim(); at += 1) rows.push(cells(lines[at]));
      nodes.push(h("table", {}, h("thead", {}, h("tr", {}, rows[0].map((cell) => h("th", {}, inline(cell, cite))))),
      h("tbody", {}, rows.slice(1).map((row) => h("tr", {}, row.map((cell) => h("td", {}, inline(cell, cite))))))));
      } else {
      const inside = [line];
      for (at += 1; at < lines.length && lines[at].trim() && !begins(lines[at]); at += 1) inside.push(lines[at]);
      nodes.push(h("p", {}, inside.flatMap((part, index) => [index ? h("br") : null, inline(part.trim(), cite)])));
      }
      }
      return nodes;
      }

      const closes = (line, fence) => line.trim().startsWith(fence) && line.trim().split("").every((sign) => sign === fence[0]);
      const begins = (line) => FENCE.test(line) || HEADING.test(line) || ITEM.test(line) || RULE.test(line) || QUOTE.test(line);
      const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));

      function readList(lines, at, cite, depth) {
      const first = ITEM.exec(lines[at]);
      const isOrdered = /\d/.test(first[2]);
      const items = [];
      while (at < lines.length) {
      const match = ITEM.exec(lines[at]);
      if (!match || /\d/.test(match[2]) !== isOrdered) break;
      const indent = match[0].length;
      const inside = [lines[at].slice(indent)];
      for (at += 1; at < lines.length; at += 1) {
      const line = lines[at];
      const lead = line.length - line.trimStart().length;
      if (!line.trim()) {
      const next = lines[at + 1] ?? "";
      if (next.trim() && next.length - next.trimStart().length < Math.min(indent, 2)) break;
      inside.push("");
      } else if (lead >= Math.min(indent, 2)) inside.push(line.slice(Math.min(lead, indent)));
      else if (begins(line) || !inside.at(-1)?.trim()) break;
      else inside.push(line);
      }
      while (at < lines.length && !lines[at].trim()) at += 1;
      const nodes = blocks(inside, cite, depth + 1);
      const only = nodes.length && nodes[0].tagName === "P" ? [...nodes[0].childNodes, ...nodes.slice(1)] : nodes;
      items.push(h("li", {}, only));
      }
      const list = h(isOrdered ? "ol" : "ul", {}, items);
      if (isOrdered) list.start = parseInt(first[2], 10);
      return [list, at];
      }

      const INLINE = new RegExp([
      /(?<ticks>`{1,4})(?<code>[^`](?:.{0,500}?[^`])?)\k<ticks>(?!`)/, /!?\[(?<label>[^\]\n]{0,500})\]\((?<target>[^)\s]{1,2000})(?:\s+"[^"]*")?\)/,
      /\[(?<number>\d{1,3})\]/, /<(?<address>https?:\/\/[^\s<>]{1,2000})>/, /(?<plain>https?:\/\/[^\s<>()]{1,2000}[^\s<>().,:;!?'"])/,
      /\*\*(?<strong>[^*\n]+(?:\*[^*\n]+\*[^*\n]*)*)\*\*/, /(?<![\w*])\*(?<star>[^*\s][^*\n]*?)\*(?![\w*])/,
      /(?<![\w_])_(?<under>[^_\s][^_\n]*?)_(?![\w_])/, /~~(?<strike>[^~\n]+)~~/, /\\(?<escaped>[!-/:-@[-\x60{-~])/,
      ].map((part) => part.source).join("|"), "g");

      function inline(text, cite, depth = 0) {
      const nodes = [];
      let place = 0;
      if (depth > 8 || text.length > 20000) return [text];
      for (const match of text.matchAll(INLINE)) {
      const found = match.groups;
      nodes.push(text.slice(place, match.index));
      place = match.index + match[0].length;
      const inside = (part) => inline(part, cite, depth + 1);
      if (found.code !== undefined) nodes.push(h("code", {}, found.code.trim()));
      else if (found.target !== undefined) nodes.push(link(found.target, found.label || found.target));
      else if (found.number !== undefined) nodes.push(cite(Number(found.number)) ?? match[0]);
      else if (found.address ?? found.plain) nodes.push(link(found.address ?? found.plain, found.address ?? found.plain));
      else if (found.strong !== undefined) nodes.push(h("strong", {}, inside(found.strong)));
      else if (found.star ?? found.under) nodes.push(h("em", {}, inside(found.star ?? found.under)));
      else if (found.strike !== undefined) nodes.push(h("s", {}, inside(found.strike)));
      else nodes.push(found.escaped);
      }
      nodes.push(text.slice(place));
      return nodes;
      }

      function link(target, label) {
      let address;
      try { address = new URL(target); } catch { return label; }
      if (!["https:", "http:", "mailto:"].includes(address.protocol)) return label;
      return h("a", { href: address.href, rel: "noopener noreferrer nofollow", target: "_blank" }, label);
      }

      """##,
    "palette.js": ##"""
      // Ctrl-K: looks through titles, all messages and documents.

      import { get, query } from "./api.js";
      import { h, open, marked, moment } from "./dom.js";
      import { openSource } from "./sources.js";
      import { page } from "./app.js";

      export function openPalette(opens) {
      if (document.querySelector("dialog.palette")) return;
      open("Search", (content, close) => {
      const input = h("input", {
      type: "search", placeholder: "Titles, messages and documents", "aria-label": "Search in titles, messages and documents",
      role: "combobox", "aria-expanded": "true", "aria-controls": "hits", "aria-autocomplete": "list",
      });
      const hits = h("ul", { className: "hits", id: "hits", role: "listbox", "aria-label": "Results" });
      const status = h("p", { className: "soft", role: "status" }, "Also: \"a phrase\", -word, role:user, tag:work, before:2026-01-01");
      let entries = [];
      let at = 0;
      let asked = null;
      let timer = 0;
      const choose = (place) => {
      at = Math.max(0, Math.min(place, entries.length - 1));
      [...hits.children].forEach((node, index) => node.setAttribute("aria-selected", String(index === at)));
      hits.children[at]?.scrollIntoView({ block: "nearest" });
      if (hits.children[at]) input.setAttribute("aria-activedescendant", hits.children[at].id);
      };
      const draw = () => {
      hits.replaceChildren(...entries.map((entry, index) => h("li", { role: "option", id: `hit-${index}`, onclick: () => run(index) },
      h("span", { className: "where" }, entry.where), ...entry.text)));
      choose(0);
      };
      const run = (index) => { const entry = entries[index]; if (entry) { close(); entry.run(); } };
      const search = async () => {
      asked?.abort();
      asked = new AbortController();
      const text = input.value.trim();
      const words = text.toLowerCase();
      const titles = page.list.chats.filter((chat) => !words || chat.title.toLowerCase().includes(words)).slice(0, 8).map((chat) => ({
      where: `Chat · ${moment(chat.last_activity)}`, text: [chat.title], run: () => opens(chat.id) }));
      entries = titles;
      draw();
      if (!text) return;
      try {
      const [titled, found] = await Promise.all([
      get("chats?" + query({ q: text, limit: 8 }), asked.signal), get("search?" + query({ q: text, in: "all", limit: 30 }), asked.signal)]);
      entries = [
      ...titled.chats.map((chat) => ({ where: `Chat · ${moment(chat.last_activity)}`, text: [chat.title], run: () => opens(chat.id) })),
      ...found.results.map((hit) => hit.kind === "message"
      ? { where: `Message · ${hit.title ?? hit.chat}`, text: marked(hit.text, hit.marks), run: () => opens(hit.chat, { message: hit.message }) }
      : { where: `Document · ${hit.document}${hit.line ? `, line ${hit.line}` : ""}`, text: marked(hit.text, hit.marks), run: () => openSource(hit) })];
      status.textContent = entries.length ? `${entries.length} found` : "Nothing is found.";
      draw();
      } catch (error) { if (error.name !== "AbortError") status.textContent = error.message; }
      };
      input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
      input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
      if (step) { event.preventDefault(); choose(at + step); }
      if (event.key === "Escape") { event.preventDefault(); close(); }
      if (event.key === "Enter") { event.preventDefault(); run(at); }
      });
      content.append(input, status, hits);
      input.focus();
      search();
      }, { className: "palette" });
      }

      """##,
    "settings.js": ##"""
      // Settings, tokens, shares, and for an admin the users.

      import { get, post, upload, remove } from "./api.js";
      import { h, button, open, toast, moment, size, count, table, bad } from "./dom.js";
      import { fail, logOut, page, act } from "./app.js";

      export function openSettings() {
      open("Settings", async (content) => {
      const files = h("input", { type: "file", hidden: true, onchange: async () => {
      const file = files.files[0];
      if (!file) return;
      try {
      const answer = await upload("import", file);
      page.list.refresh();
      toast(`Imported ${count(answer.imported, "chat")}; ${answer.unchanged} were here.`);
      } catch (error) { fail(error); }
      files.value = "";
      } });
      const place = h("div", {}, "…");
      content.append(place, h("div", { className: "row" },
      button("Import chats", () => files.click()), files,
      button("Export all", () => location.assign("/api/v1/export?format=json")), button("Tokens", openTokens), button("Shares", openShares),
      page.session.scope === "admin" ? button("Users", openUsers) : null, page.session.no_auth ? null : button("Log out", logOut)));
      try {
      const settings = await get("settings");
      const rows = [["Workspace", settings.workspace], ["User", page.session.user], ["May", page.session.scope], ["Who answers", settings.model ? `${settings.provider}:${settings.model}` : settings.provider],
      ["Embedder", settings.embedder], ["Messages of context", settings.window], ["Passages", settings.top_k],
      ["A new chat after", settings.timeout_seconds ? `${settings.timeout_seconds} s of rest` : "never by itself"],
      ["Largest document", size(settings.limits.max_document_bytes)]];
      place.replaceChildren(table(null, rows.map(([name, value]) => [name, String(value)]), { isNamed: true }),
      h("p", { className: "soft" }, "They are changed by ", h("code", {}, "manent config set"), " or in workspace.yaml."));
      } catch (error) { place.replaceChildren(bad(error.message)); }
      });
      }

      /** A list with a button at each row that takes it away. */
      function rows(list, cells, label, path, again) {
      return table(null, list.map((one) => [...cells(one),
      button(label, act(async () => { await remove(`${path}/${encodeURIComponent(one.id)}`); again(); }))]));
      }

      function openTokens() {
      open("Tokens", (content) => {
      const list = h("div", {});
      const made = h("div", { role: "status" });
      const name = h("input", { id: "token-name", required: true });
      const expires = h("input", { id: "token-expires", value: "90d" });
      const scope = h("select", { id: "token-scope" }, ["read", "write", "admin"].map((one) => h("option", { value: one, selected: one === "write" }, one)));
      const load = async () => {
      try {
      const { tokens } = await get("tokens");
      list.replaceChildren(rows(tokens, (one) => [one.name || one.id, `${one.user} · ${one.scope}`, one.expires ? `until ${moment(one.expires)}` : "for ever", one.last_used ? `used ${moment(one.last_used)}` : "never used"], "Revoke", "tokens", load));
      } catch (error) { list.replaceChildren(bad(error.message)); }
      };
      const make = act(async () => {
      const answer = await post("tokens", { name: name.value, scope: scope.value, ...(expires.value.trim() ? { expires: expires.value.trim() } : {}) });
      made.replaceChildren(h("p", {}, "The token, shown once: ", h("code", {}, answer.token)));
      load();
      });
      content.append(h("form", { className: "row", onsubmit: (event) => {
      event.preventDefault();
      make();
      } }, h("label", { htmlFor: "token-name" }, "Name"), name, h("label", { htmlFor: "token-scope" }, "May"), scope, h("label", { htmlFor: "token-expires" }, "Expires after"), expires,
      h("button", { className: "main" }, "Make a token")), made, list);
      load();
      });
      }

      function openShares() {
      open("Shares", (content) => {
      const list = h("div", {}, "…");
      const load = async () => {
      try {
      const { shares } = await get("shares");
      list.replaceChildren(shares.length ? rows(shares, (one) => [one.title || one.chat, `shared ${moment(one.created_at)}`, one.ended ? h("span", { className: "bad" }, `ended ${moment(one.expires)}`) : one.expires ? `until ${moment(one.expires)}` : "for ever"], "Revoke", "shares", load) : h("p", {}, "Nothing is shared."));
      } catch (error) { list.replaceChildren(bad(error.message)); }
      };
      content.append(list);
      load();
      });
      }

      function openUsers() {
      open("Users", async (content) => {
      try {
      const { users } = await get("users");
      content.append(table(["User", "Workspace", "Tokens"], users.map((one) => [one.user, one.workspace, String(one.tokens)]), { numbers: [2] }));
      } catch (error) { content.append(bad(error.message)); }
      });
      }

      """##,
    "sources.js": ##"""
      // Where an answer comes from: the passage at a citation, and the document at the cited version.

      import { get, query } from "./api.js";
      import { h, button, open, moment, size, table, bad } from "./dom.js";

      const texts = new Map();

      /** The text of a document at a version; read once. */
      function textOf(name, blob) {
      const key = `${name} ${blob ?? ""}`;
      if (!texts.has(key)) {
      if (texts.size > 50) texts.delete(texts.keys().next().value);
      texts.set(key, get("documents/text?" + query({ name, blob })).catch((error) => { texts.delete(key); throw error; }));
      }
      return texts.get(key);
      }

      /** A text as its bytes count, for places that are given in bytes. */
      class Bytes {
      constructor(text) { this.bytes = new TextEncoder().encode(text); }
      text(start, end) { return new TextDecoder().decode(this.bytes.subarray(Math.max(0, start), end)); }
      }

      function place(source) {
      const line = source.quotes?.[0]?.line ?? source.line;
      return source.document + (source.page ? `, page ${source.page}` : line ? `, line ${line}` : "");
      }

      /** A citation of an answer, or `null` where the number is none. */
      export function citation(number, sources) {
      const source = sources[number - 1];
      if (!source) return null;
      const node = button(`[${number}]`, () => openSource(source), { className: "cite", "aria-label": `Source ${number}: ${place(source)}` });
      node.addEventListener("mouseenter", () => hint(node, source));
      node.addEventListener("focus", () => hint(node, source));
      for (const event of ["mouseleave", "blur"]) node.addEventListener(event, () => dropHint(node));
      return node;
      }

      let shown = null;

      function dropHint(node) {
      if (shown?.owner === node || !node) { shown?.remove(); shown = null; }
      }

      addEventListener("keydown", (event) => { if (event.key === "Escape") dropHint(null); });

      async function hint(owner, source) {
      dropHint(null);
      const box = h("div", { className: "hint", role: "tooltip", id: "hint" }, "…");
      box.owner = owner;
      shown = box;
      document.body.append(box);
      owner.setAttribute("aria-describedby", "hint");
      const move = () => {
      const at = owner.getBoundingClientRect();
      box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
      box.style.top = `${at.bottom + 6 + box.offsetHeight > innerHeight ? Math.max(8, at.top - 6 - box.offsetHeight) : at.bottom + 6}px`;
      };
      move();
      try {
      const bytes = new Bytes(source.text === undefined ? (await textOf(source.document, source.blob)).text : "");
      if (shown !== box) return;
      const quotes = source.quotes ?? [];
      const passage = source.text === undefined ? passageNodes(bytes, source.start, source.end, quotes) : [source.text];
      box.replaceChildren(h("strong", {}, place(source)), "\n", ...passage);
      } catch (error) { box.replaceChildren(place(source), "\n", error.message); }
      move();
      }

      /** The bytes of a passage, what was quoted of them marked. */
      function passageNodes(bytes, start, end, quotes) {
      const nodes = [];
      let at = start;
      for (const quote of [...quotes].sort((a, b) => a.start - b.start)) {
      if (quote.start < at || quote.end > end) continue;
      nodes.push(bytes.text(at, quote.start), h("mark", {}, bytes.text(quote.start, quote.end)));
      at = quote.end;
      }
      nodes.push(bytes.text(at, end));
      return nodes;
      }

      /** The list of sources under an answer: those that it cites. */
      export function sourceList(sources, content) {
      const cited = sources.map((source, index) => [source, index + 1]).filter(([source, number]) =>
      source.quotes?.length || content.includes(`[${number}]`));
      if (!cited.length) return null;
      return h("ol", { className: "sources", "aria-label": "Sources" }, cited.map(([source, number]) =>
      h("li", { value: number }, button(place(source), () => openSource(source)))));
      }

      /** Opens a document at the cited version with the cited bytes marked. */
      export function openSource(source) {
      open(source.document, async (content) => {
      const status = h("div", { className: "row", role: "status" }, "…");
      const text = h("pre", { className: "text" });
      content.append(status, text);
      try {
      const answer = await textOf(source.document, source.blob);
      const bytes = new Bytes(answer.text);
      const quotes = source.quotes?.length ? source.quotes : [{ start: source.start, end: source.end }];
      text.append(...passageNodes(bytes, 0, bytes.bytes.length, quotes));
      text.querySelector("mark")?.scrollIntoView({ block: "center" });
      const file = h("a", { href: "/api/v1/documents/file?" + query({ name: source.document, blob: source.blob }), target: "_blank", rel: "noopener" }, "The file");
      status.replaceChildren(file, h("span", { className: "soft" }, `version ${String(answer.blob).slice(0, 8)}`));
      if (!answer.is_current) {
      status.append(h("span", { className: "bad" }, "The document has changed since, or is gone."),
      button("What has changed", () => openDifference(source.document, source.blob)));
      }
      } catch (error) { status.replaceChildren(h("span", { className: "bad" }, error.message)); }
      });
      }

      /** Shows what has changed in a document since a version. */
      export async function openDifference(name, from, to = null) {
      open(`${name}: what has changed`, async (content) => {
      try {
      const current = to ?? (await get("documents/text?" + query({ name }))).blob;
      const { hunks } = await get("documents/diff?" + query({ name, from, to: current }));
      if (!hunks.length) content.append(h("p", {}, "The text is the same."));
      for (const hunk of hunks) {
      content.append(h("div", { className: "diff" }, hunk.lines.map((line) =>
      h("div", { className: line.kind === "+" ? "added" : line.kind === "-" ? "cut" : "" }, `${line.kind} ${line.text}`))));
      }
      } catch (error) { content.append(bad(error.message)); }
      });
      }

      /** Lists the versions of a document. */
      export function openVersions(name) {
      open(`${name}: versions`, async (content) => {
      try {
      const { versions } = await get("documents/history?" + query({ name }));
      content.append(table(["When", "Who", "Size", ""], versions.map((version, index) => [
      moment(version.time), version.author ?? "", size(version.bytes),
      h("div", { className: "row" }, button("Read", () => openSource({ document: name, blob: version.blob, start: 0, end: 0 })),
      index ? button("Compare with the latest", () => openDifference(name, version.blob, versions[0].blob)) : null)]), { numbers: [2] }));
      } catch (error) { content.append(bad(error.message)); }
      });
      }

      """##,
    "style.css": ##"""
      :root {
      color-scheme: light dark;
      --back: #fbfaf7; --panel: #f2f0ea; --line: #d9d5ca; --text: #1f2421; --soft: #5b625d; --accent: #2f5d50;
      --on-accent: #fff; --mark: #ffe9a3; --bad: #a3271f; --user: #e6ede9; --add: #dff2e1; --cut: #f9dfdc;
      font: 16px/1.5 system-ui, sans-serif;
      }
      @media (prefers-color-scheme: dark) {
      :root {
      --back: #161917; --panel: #1e2320; --line: #38403b; --text: #e6e9e6; --soft: #a3ada6; --accent: #8fc7b3;
      --on-accent: #10221c; --mark: #6b5a13; --bad: #ff9d94; --user: #24322c; --add: #1d3a23; --cut: #4a2320;
      }
      }
      * { box-sizing: border-box; }
      [hidden] { display: none !important; }
      html, body { height: 100%; margin: 0; }
      body { background: var(--back); color: var(--text); overflow: hidden; }
      #app { height: 100%; }
      button, input, select, textarea { font: inherit; color: inherit; }
      button {
      background: none; border: 1px solid var(--line); border-radius: .5rem; padding: .3rem .7rem; cursor: pointer; min-height: 2.1rem;
      }
      button:hover:not(:disabled) { border-color: var(--accent); }
      button { overflow-wrap: normal; }
      button:disabled { opacity: .5; cursor: default; }
      button.main { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
      button.plain { border-color: transparent; padding: .2rem .5rem; }
      button.danger { color: var(--bad); }
      :focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
      a { color: var(--accent); }
      input, select, textarea { background: var(--back); border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .6rem; max-width: 100%; }
      mark { background: var(--mark); color: inherit; border-radius: .2rem; }
      h1, h2, h3 { line-height: 1.25; margin: 0; }
      h1 { font-size: 1.15rem; } h2 { font-size: 1.1rem; } h3 { font-size: 1rem; }
      .soft { color: var(--soft); font-size: .875rem; }
      .bad { color: var(--bad); }
      .row { display: flex; gap: .5rem; align-items: center; flex-wrap: wrap; }
      .grow { flex: 1; min-width: 0; }
      .skip { position: absolute; left: -99rem; }
      .skip:focus { left: .5rem; top: .5rem; z-index: 9; background: var(--back); padding: .5rem; }

      .login { max-width: 26rem; margin: 15vh auto 0; padding: 1rem; display: grid; gap: 1rem; }
      .login input { width: 100%; }

      .frame { display: grid; grid-template-columns: 20rem 1fr; height: 100%; height: 100dvh; }
      .side { min-width: 0; background: var(--panel); border-right: 1px solid var(--line); display: flex; flex-direction: column; min-height: 0; }
      .side > header, .side > footer { padding: .6rem; display: grid; gap: .5rem; }
      .side input[type=search] { width: 100%; }
      .list { overflow-y: auto; flex: 1; padding: 0 .4rem 1rem; overscroll-behavior: contain; }
      .list h2 { font-size: .8rem; color: var(--soft); padding: .7rem .4rem .2rem; font-weight: 600; }
      .list ul { content-visibility: auto; list-style: none; margin: 0; padding: 0; }
      .list li { display: flex; align-items: center; border-radius: .5rem; }
      .list li:hover { background: var(--back); }
      .list li.open { background: var(--user); }
      .list li > a { flex: 1; min-width: 0; padding: .35rem .45rem; text-decoration: none; color: inherit; border-radius: .5rem; }
      .list li .title { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .list li input { margin: 0 0 0 .5rem; width: 1.2rem; height: 1.2rem; }
      .tag { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .8rem; margin-right: .25rem; }

      .middle { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
      .middle > header { display: flex; gap: .5rem; align-items: center; padding: .5rem 1rem; border-bottom: 1px solid var(--line); min-height: 3.2rem; }
      .middle > header h1 { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .back { display: none; }
      .offline { background: var(--mark); padding: .3rem 1rem; }
      .log { flex: 1; overflow-y: auto; padding: 1rem; overscroll-behavior: contain; position: relative; }
      .log > * { max-width: 50rem; margin-inline: auto; }
      .message { margin-block: 0 1rem; padding: .7rem 1rem; border-radius: .8rem; overflow-wrap: anywhere; }
      .message.user { background: var(--user); }
      .message.failed { border: 1px solid var(--bad); }
      .message.pinned { border-left: 4px solid var(--accent); }
      .message > header { display: flex; gap: .6rem; font-size: .8rem; color: var(--soft); margin-bottom: .2rem; flex-wrap: wrap; align-items: center; }
      .message > footer { display: flex; gap: .2rem; flex-wrap: wrap; margin-top: .3rem; align-items: center; }
      .message > footer button { font-size: .85rem; }
      .body > :first-child { margin-top: 0; } .body > :last-child { margin-bottom: 0; }
      .body pre { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem; overflow-x: auto; white-space: pre; overflow-wrap: normal; }
      code { font: .9em/1.4 ui-monospace, monospace; background: var(--panel); border-radius: .25rem; padding: 0 .2rem; }
      .body pre code { padding: 0; background: none; }
      .body blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: .8rem; color: var(--soft); }
      .body table { border-collapse: collapse; display: block; overflow-x: auto; }
      .body td, .body th { border: 1px solid var(--line); padding: .2rem .5rem; text-align: start; }
      .cite { padding: 0 .25rem; min-height: 0; border: 0; color: var(--accent); text-decoration: underline; border-radius: .25rem; }
      .sources { font-size: .85rem; margin: .5rem 0 0; padding-left: 1.4rem; }
      .sources button { text-align: start; padding: 0; border: 0; min-height: 1.6rem; color: var(--accent); text-decoration: underline; }
      .hint { position: fixed; z-index: 5; width: max-content; max-width: min(30rem, 92vw); background: var(--back); border: 1px solid var(--line); border-radius: .6rem; padding: .6rem .8rem; box-shadow: 0 4px 24px #0004; font-size: .9rem; max-height: 40vh; overflow: hidden; white-space: pre-wrap; }
      .latest { position: sticky; bottom: 0; display: block; margin: 0 auto; background: var(--back); }
      .writer { border-top: 1px solid var(--line); padding: .6rem 1rem calc(.6rem + env(safe-area-inset-bottom)); }
      .writer form { max-width: 50rem; margin: 0 auto; display: grid; gap: .4rem; }
      .writer textarea { resize: none; width: 100%; min-height: 2.8rem; max-height: 40vh; field-sizing: content; }
      .empty { text-align: center; color: var(--soft); margin-top: 15vh; }

      dialog { background: var(--back); color: var(--text); border: 1px solid var(--line); border-radius: .8rem; padding: 0; width: min(52rem, 94vw); max-height: 88vh; max-height: 88dvh; }
      dialog[open] { display: flex; flex-direction: column; }
      dialog::backdrop { background: #0007; }
      dialog > header { display: flex; gap: .5rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
      dialog > .content { padding: 1rem; overflow-y: auto; display: grid; gap: .8rem; grid-template-columns: minmax(0, 1fr); }
      dialog.small { width: min(28rem, 94vw); }
      dialog table { border-collapse: collapse; width: 100%; }
      dialog td, dialog th { text-align: start; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
      dialog td.number, dialog th.number { text-align: end; white-space: nowrap; }
      .text { white-space: pre-wrap; overflow-wrap: anywhere; font: .9rem/1.5 ui-monospace, monospace; margin: 0; }
      .diff { font: .85rem/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
      .diff .added { background: var(--add); } .diff .cut { background: var(--cut); }
      .hits { list-style: none; margin: 0; padding: 0; }
      .hits li { padding: .4rem .5rem; border-radius: .4rem; cursor: pointer; }
      .hits li[aria-selected=true] { background: var(--user); }
      .hits .where { display: block; font-size: .8rem; color: var(--soft); }
      .drop { border: 2px dashed var(--line); border-radius: .8rem; padding: 1rem; text-align: center; }
      .drop.over, .middle.over { outline: 3px dashed var(--accent); outline-offset: -6px; }
      svg.plot { width: 100%; height: auto; display: block; }
      svg.plot rect { fill: var(--accent); } svg.plot text { fill: var(--soft); font-size: 10px; }
      #days { width: 14rem; }
      .list > p { padding: 0 .4rem; }
      progress { width: 100%; accent-color: var(--accent); }
      #toasts { position: fixed; bottom: 7.5rem; left: 50%; transform: translateX(-50%); z-index: 20; display: grid; gap: .4rem; width: max-content; max-width: 94vw; }
      #toasts > div { background: var(--text); color: var(--back); padding: .5rem .9rem; border-radius: .6rem; display: flex; gap: .8rem; align-items: center; }
      #toasts button { color: inherit; border-color: currentColor; min-height: 1.8rem; }
      kbd { border: 1px solid var(--line); border-radius: .3rem; padding: 0 .35rem; font: .85em ui-monospace, monospace; }

      @media (max-width: 46rem), (pointer: coarse) {
      button, .list li > a, select, input { min-height: 44px; }
      .list li input, .cite { min-height: 0; }
      .cite { padding: .3rem; }
      .message > footer button { min-width: 44px; }
      }
      @media (max-width: 46rem) {
      .frame { grid-template-columns: 1fr; }
      .frame.chat .side, .frame:not(.chat) .middle { display: none; }
      .side { border-right: 0; }
      .back { display: block; }
      .writer select { flex: 1 1 0; min-width: 0; }
      .writer .grow { flex: 0; }
      table.wide thead { display: none; }
      table.wide tr { display: flex; flex-wrap: wrap; align-items: center; border-bottom: 1px solid var(--line); }
      table.wide td { border: 0; }
      .log { padding: .6rem; } .middle > header { padding: .4rem .6rem; } .writer { padding-inline: .6rem; }
      }
      @media (prefers-reduced-motion: no-preference) { .caret { animation: blink 1s steps(2) infinite; } }
      @keyframes blink { 50% { opacity: 0; } }

      """##,
    "transcript.js": ##"""
      // The messages of a chat as a tree, and the branch of it that is shown.

      export class Transcript {
      constructor(messages = []) {
      this.choices = new Map();
      this.read(messages);
      }

      /**
      * Takes the messages of the chat, or the last ones of it as long as earlier ones are not here; which branches were chosen
      * stays.
      */
      read(messages, isWhole = true) {
      const replaced = new Set(messages.map((message) => message.replaces).filter(Boolean));
      this.messages = new Map();
      this.parents = new Map();
      this.children = new Map();
      let before = null;
      for (const message of messages) {
      if (replaced.has(message.id) || this.messages.has(message.id)) continue;
      const isKnown = message.parent && (!isWhole || this.messages.has(message.parent));
      // A message without a parent is the first, or follows the one before it, as imported ones do.
      const parent = isKnown ? message.parent : this.messages.get(message.replaces)?.parent ?? before;
      this.messages.set(message.id, message);
      this.place(message.id, parent);
      before = message.id;
      }
      this.newest = [...this.messages.keys()].reduce((last, id) => (last === null || id > last ? id : last), null);
      }

      place(id, parent) {
      this.parents.set(id, parent);
      if (!this.children.has(parent)) this.children.set(parent, []);
      this.children.get(parent).push(id);
      }

      /** Adds or replaces one message. */
      add(message) {
      if (!this.messages.has(message.id)) {
      const parent = message.parent && this.messages.has(message.parent) ? message.parent : this.branch().at(-1)?.id ?? null;
      if (message.replaces && this.messages.has(message.replaces)) this.drop(message.replaces);
      this.place(message.id, parent);
      this.choices.set(parent, message.id);
      }
      this.messages.set(message.id, message);
      this.newest = message.id;
      }

      drop(id) {
      const list = this.children.get(this.parents.get(id)) ?? [];
      list.splice(list.indexOf(id), 1);
      this.messages.delete(id);
      }

      /** The messages that are shown: the chosen branch, else the one that the newest message is on. */
      branch() {
      const latest = new Set();
      let top = null;
      for (let id = this.newest; id && this.messages.has(id); id = top) { latest.add(id); top = this.parents.get(id) ?? null; }
      const shown = [];
      for (let parent = top; ;) {
      const list = this.children.get(parent) ?? [];
      if (!list.length) return shown;
      const chosen = this.choices.get(parent);
      const id = list.includes(chosen) ? chosen : list.find((child) => latest.has(child)) ?? list.at(-1);
      shown.push(this.messages.get(id));
      parent = id;
      }
      }

      /** The versions of a message: its place among them, and all. */
      versions(id) {
      const all = this.children.get(this.parents.get(id)) ?? [id];
      return { at: all.indexOf(id), all };
      }

      /** Shows another version of a message. */
      choose(id) { this.choices.set(this.parents.get(id) ?? null, id); }

      parent(id) { return this.parents.get(id) ?? null; }
      }

      """##,
    "upkeep.js": ##"""
      // Statistics, storage, cleaning up and what was forgotten.

      import { get, post, chatPath } from "./api.js";
      import { h, svg, button, open, toast, confirm, count, size, moment, table, bad } from "./dom.js";
      import { page, act } from "./app.js";

      /** Opens a window whose content is read from the server. */
      function openWith(title, path, fill, properties) {
      return open(title, async (content, close) => {
      const note = h("p", { role: "status" }, "…");
      content.append(note);
      try {
      const answer = await get(path);
      note.remove();
      fill(content, answer, close);
      } catch (error) { note.replaceChildren(h("span", { className: "bad" }, error.message)); }
      }, properties);
      }

      /** Bars, with a table of the same for those who cannot see them. */
      function bars(title, rows) {
      if (!rows.length) return null;
      const [width, height] = [720, 150];
      const most = Math.max(1, ...rows.map((row) => row[1]));
      const step = Math.min(48, width / rows.length);
      const every = Math.ceil(rows.length / 8);
      const drawing = svg("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title}: at most ${most}` },
      rows.map(([name, value], index) => {
      const tall = Math.round(value / most * (height - 34));
      return svg("g", {}, svg("title", {}, `${name}: ${value}`),
      svg("rect", { x: (index * step + step * 0.1).toFixed(1), y: height - 18 - tall, width: Math.max(1, step * 0.8).toFixed(1), height: tall, rx: 1.5 }),
      index % every ? "" : svg("text", { x: (index * step).toFixed(1), y: height - 4 }, name));
      }), svg("text", { x: 0, y: 10 }, String(most)));
      return h("section", {}, h("h3", {}, title), drawing,
      h("details", {}, h("summary", {}, "As a table"), figures(["", "Messages"], rows)));
      }

      const figures = (head, rows) => table(head, rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell.toLocaleString() : cell))), { numbers: [1], isNamed: true });

      const section = (title, rows, head) => (rows.length ? h("section", {}, h("h3", {}, title), figures(head, rows)) : null);
      const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(milliseconds < 10000 ? 1 : 0)} s`;

      export function openStatistics() {
      openWith("Statistics", "stats", (content, stats) => {
      const days = stats.per_day.slice(-90);
      content.append(
      h("p", {}, `${count(stats.chats, "chat")} with ${count(stats.messages, "message")}; ${count(stats.active_24h, "chat")} in the last 24 hours.`),
      ...[bars("Messages a day", days.map((one) => [one.date, one.messages])),
      bars("By the hour", stats.per_hour.map((one) => [String(one.hour), one.messages])),
      section("Who answered", Object.entries(stats.providers), ["Provider", "Answers"]),
      section("Models", Object.entries(stats.models), ["Model", "Answers"]),
      section("Tokens", stats.tokens.input + stats.tokens.output ? [["read", stats.tokens.input], ["written", stats.tokens.output]] : [], ["", "Tokens"]),
      section("Time to the answer", stats.latency.answers ? [["half of them within", seconds(stats.latency.median_ms)],
      ["95 of 100 within", seconds(stats.latency.p95_ms)], ["the longest", seconds(stats.latency.longest_ms)]] : [], ["", "Time"]),
      section("Most cited", stats.documents.slice(0, 20).map((one) => [one.document, one.answers]), ["Document", "Answers"]),
      section("Tags", Object.entries(stats.tags), ["Tag", "Chats"])].filter(Boolean));
      });
      }

      export function openStorage() {
      openWith("Storage", "storage", (content, storage) => {
      content.append(h("p", {}, `${size(storage.total_bytes)} in all.`), ...storage.alerts.map((alert) => bad(alert)),
      section("By part", Object.entries(storage.parts).map(([part, bytes]) => [part, size(bytes)]), ["Part", "Size"]),
      section("The largest", storage.largest.map((one) => [one.title || one.name, size(one.bytes)]), ["", "Size"]) ?? "",
      section("Kept several times", storage.duplicates.map((one) => [one.places.map((place) => place.document).join(", "), size(one.extra_bytes)]), ["Documents", "More than needed"]) ?? "");
      });
      }

      /** Shows the plan of retention with its reasons, and carries it out when asked to. */
      export function openCleanUp() {
      open("Clean up", (content, close) => {
      const days = h("input", { type: "number", min: 1, max: 36500, id: "days", placeholder: "the workspace's rules" });
      const result = h("div", { role: "status" });
      const show = async (event) => {
      event?.preventDefault();
      result.replaceChildren("…");
      try {
      const plan = await get("retention" + (days.value ? `?days_old=${days.value}` : ""));
      const going = plan.forget;
      const run = async () => {
      if (!(await confirm("Carry the plan out?", `${count(going.length, "chat")} (${size(plan.bytes)}) will be forgotten` +
      (plan.purge.length ? `, and ${count(plan.purge.length, "chat")} forgotten long ago removed for good` : "; each can be restored") + ".", "Carry out"))) return;
      try {
      const report = await post("retention/apply", { plan });
      close();
      page.list.refresh();
      toast(`Forgot ${count(report.forgotten.length, "chat")} (${size(report.bytes)}).`);
      } catch (error) { result.prepend(bad(error.message)); }
      };
      result.replaceChildren(
      h("p", {}, `${count(going.length, "chat")} would be forgotten (${size(plan.bytes)}), ${count(plan.keep.length, "chat")} kept.`),
      plan.purge_doubt ? bad(plan.purge_doubt) : "",
      going.length || plan.purge.length ? button("Carry out …", run, { disabled: page.session.scope !== "admin", title: page.session.scope === "admin" ? "" : "needs a token of an admin" }) : "",
      section("To be forgotten", going.map((one) => [one.title || one.chat, `${one.reason} · ${size(one.bytes)}`]), ["Chat", "Why"]) ?? "",
      section("To be purged", plan.purge.map((one) => [one.chat, moment(one.forgotten_at)]), ["Chat", "Forgotten"]) ?? "",
      plan.keep.length ? h("details", {}, h("summary", {}, "Kept, and why"), figures(["Chat", "Why"], plan.keep.slice(0, 2000).map((one) => [one.title || one.chat, one.reasons.join(", ")]))) : "");
      } catch (error) { result.replaceChildren(bad(error.message)); }
      };
      content.append(h("form", { onsubmit: show, className: "row" }, h("label", { htmlFor: "days" }, "Chats that have rested for days:"), days,
      h("button", { className: "main" }, "Show the plan")), result);
      show();
      });
      }

      export function openForgotten(opens) {
      openWith("Forgotten chats", "forgotten", (content, { chats }, close) => {
      if (!chats.length) return content.append(h("p", {}, "No chat was forgotten."));
      content.append(table(null, chats.map((chat) => [chat.title || chat.id, moment(chat.forgotten_at), button("Restore", act(async () => {
      const answer = await post(chatPath(chat.id, "/restore"));
      close();
      page.list.refresh();
      opens(answer.id);
      }))])));
      });
      }

      """##,
  ]
}
