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

