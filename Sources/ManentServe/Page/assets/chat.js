// The chat in the middle: its messages, answers as they come, and the box that one writes in.

import { get, post, patch, follow } from "./api.js";
import { h, button, toast, open, ask, clock, moment } from "./dom.js";
import { markdown } from "./markdown.js";
import { Transcript } from "./transcript.js";
import { citation, sourceList } from "./sources.js";
import { fail, page } from "./app.js";

/** How many messages of a long chat are laid out at once. */
const PART = 60;
const isPhone = () => matchMedia("(pointer: coarse)").matches;

export class ChatView {
  constructor(events) {
    this.events = events;
    this.id = null;
    this.heading = h("h1", { className: "grow" }, "New chat");
    this.menu = h("div", { className: "row" });
    this.log = h("div", { className: "log", role: "log", "aria-label": "Messages", tabIndex: 0 });
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
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
    this.stopButton = button("Stop", () => this.stop(), { hidden: true });
    this.model = h("select", { "aria-label": "Who answers" });
    this.template = h("select", { "aria-label": "Template", hidden: true });
    this.editing = h("div", { className: "row soft", hidden: true });
    const form = h("form", { onsubmit: (event) => { event.preventDefault(); this.send(); } }, this.editing, this.box,
      h("div", { className: "row" }, this.model, this.template, h("span", { className: "grow" }), this.stopButton, this.sendButton));
    this.node = h("main", { className: "middle" },
      h("header", {}, button("‹ Chats", () => events.back(), { className: "back" }), this.heading, this.menu),
      this.log, h("div", { className: "writer" }, form));
    this.transcript = new Transcript();
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
    this.heading.textContent = "New chat";
    this.menu.replaceChildren();
    this.template.hidden = this.template.length < 2;
    this.log.replaceChildren(h("p", { className: "empty" }, "Ask something, or drop files here to add documents."));
    this.box.value = text ?? this.draft();
    if (takesFocus) this.box.focus();
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
      this.log.replaceChildren(h("p", { className: "empty" }, "…"));
      this.box.value = this.draft();
      try {
        const chat = await get(`chats/${encodeURIComponent(id)}?last=${PART}`);
        if (this.id !== id) return;
        this.id = chat.id;
        this.take(chat, true);
        if (chat.messages.length >= PART) {
          const all = await get(`chats/${encodeURIComponent(id)}`);
          if (this.id === chat.id) this.take(all, false);
        }
      } catch (error) {
        if (this.id === id) this.log.replaceChildren(h("p", { className: "empty", role: "alert" }, error.message));
        return;
      }
    }
    if (message) this.show(message);
  }

  /** Reads the chat that is open anew, when another tab or machine may have added to it. */
  async refresh() {
    if (!this.id || this.running || document.hidden) return;
    const id = this.id;
    try {
      const chat = await get(`chats/${encodeURIComponent(id)}?last=${PART}`);
      if (this.id !== id || this.running) return;
      const last = chat.messages.at(-1)?.id;
      if (chat.running || (last && !this.transcript.messages.has(last)) || chat.title !== this.chat?.title) {
        const all = await get(`chats/${encodeURIComponent(id)}`);
        if (this.id === id && !this.running) this.take(all, this.isAtEnd());
      }
    } catch (error) { if (error.status === 404) this.begin(false); }
  }

  take(chat, toEnd) {
    this.chat = chat;
    this.pinned = new Set(Object.keys(chat.pinned ?? {}).filter((id) => chat.pinned[id]));
    this.transcript.read(chat.messages);
    this.drawHead();
    this.draw(toEnd);
    const turn = chat.running?.turn ?? chat.running;
    if (turn && this.running !== turn) this.join(turn, 0);
  }

  drawHead() {
    const { id, title } = this.chat;
    this.heading.textContent = title || "Untitled";
    this.heading.title = title;
    document.title = `${title} · Manent`;
    const act = (run) => async () => { try { await run(); } catch (error) { fail(error); } };
    this.menu.replaceChildren(button("⋯", () => open(title, (content, close) => {
      const entry = (label, run, properties) => button(label, () => { close(); act(run)(); }, properties);
      content.append(
        h("p", { className: "soft" }, `Begun ${moment(this.chat.created_at)}. ${this.chat.path ?? ""}`),
        entry("Rename", async () => {
          const name = await ask("Rename", "Title", title);
          if (!name) return;
          await patch(`chats/${encodeURIComponent(id)}`, { title: name });
          this.events.changed(id);
          this.reload();
        }),
        entry("Tags", async () => {
          const tags = this.chat.tags ?? [];
          const text = await ask("Tags", "Tags, with a comma between them", tags.join(", "));
          if (text === null) return;
          const wanted = text.split(",").map((tag) => tag.trim()).filter(Boolean);
          await patch(`chats/${encodeURIComponent(id)}`, { tags: {
            add: wanted.filter((tag) => !tags.includes(tag)), remove: tags.filter((tag) => !wanted.includes(tag)) } });
          this.events.changed(id);
          this.reload();
        }),
        entry("State", async () => showState(this.chat.state)), entry("What happened when", () => showLog(id)),
        entry("Fork", async () => this.events.opens((await post(`chats/${encodeURIComponent(id)}/fork`)).id)),
        entry("Share a copy", () => share(id)),
        ...["markdown", "html", "json"].map((format) => entry(`Export as ${format}`, async () =>
          location.assign(`/api/v1/export?format=${format}&chat=${encodeURIComponent(id)}`))),
        entry("Clear", async () => { await post(`chats/${encodeURIComponent(id)}/clear`); this.reload();
          toast("Cleared; the messages are kept.", act(async () => { await post(`chats/${encodeURIComponent(id)}/restore`); this.reload(); })); }),
        entry("Forget", async () => page.list.forget([id])),
        ...(page.session.scope === "admin" ? [entry("Purge for good …", async () => page.list.purge(id, title), { className: "danger" })] : []));
    }, { className: "small" }), { "aria-label": "What to do with this chat", title: "More" }));
  }

  async reload() {
    const id = this.id;
    const chat = await get(`chats/${encodeURIComponent(id)}`);
    if (this.id === id) this.take(chat, false);
  }

  // The log

  draw(toEnd) {
    const shown = this.transcript.branch();
    const keptHeight = this.log.scrollHeight - this.log.scrollTop;
    this.first = Math.max(0, Math.min(this.first ?? Infinity, shown.length - PART));
    if (toEnd) this.first = Math.max(0, shown.length - PART);
    this.log.replaceChildren(...shown.slice(this.first).map((message) => this.message(message)), this.latest);
    if (!shown.length) this.log.replaceChildren(h("p", { className: "empty" }, "Nothing has been said here."));
    if (toEnd) this.toEnd(); else this.log.scrollTop = this.log.scrollHeight - keptHeight;
  }

  scrolled() {
    this.latest.hidden = this.isAtEnd();
    if (this.log.scrollTop > 400 || !this.first) return;
    const shown = this.transcript.branch();
    const first = Math.max(0, this.first - PART);
    const before = this.log.scrollHeight;
    this.log.prepend(...shown.slice(first, this.first).map((message) => this.message(message)));
    this.first = first;
    this.log.scrollTop += this.log.scrollHeight - before;
  }

  isAtEnd() { return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80; }

  toEnd() {
    // What is laid out on its way has another height than was guessed for it.
    const go = () => { this.log.scrollTop = this.log.scrollHeight; this.latest.hidden = true; };
    go();
    requestAnimationFrame(() => { go(); requestAnimationFrame(go); });
  }

  /** Scrolls to a message, on whichever branch it is. */
  show(id) {
    for (let at = id; at; at = this.transcript.parent(at)) this.transcript.choose(at);
    const place = this.transcript.branch().findIndex((message) => message.id === id);
    if (place < 0) return;
    this.first = Math.max(0, Math.min(place - 5, this.first ?? Infinity));
    this.draw(false);
    const node = this.log.querySelector(`[data-id="${CSS.escape(id)}"]`);
    node?.scrollIntoView({ block: "center" });
    node?.focus({ preventScroll: true });
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
      button("‹", () => this.step(message.id, -1), { "aria-label": "Version before", disabled: at === 0 }),
      h("span", { className: "soft" }, `${at + 1} of ${all.length}`),
      button("›", () => this.step(message.id, 1), { "aria-label": "Next version", disabled: at === all.length - 1 })] : [];
    const isPinned = this.pinned?.has(message.id);
    const isLast = this.transcript.branch().at(-1)?.id === message.id;
    const isStopped = message.status === "interrupted";
    return h("article", {
      className: `message ${message.role}${message.status === "failed" ? " failed" : ""}${isPinned ? " pinned" : ""}`,
      "data-id": message.id, tabIndex: -1,
    },
    h("header", {}, h("strong", {}, names[message.role] ?? message.role),
      h("time", { dateTime: message.created_at, title: moment(message.created_at) }, clock(message.created_at)),
      message.status ? h("span", { className: "bad" }, message.status) : null),
    body, message.error ? h("p", { className: "bad" }, message.error) : null,
    isUser ? null : sourceList(message.sources ?? [], content),
    h("footer", {}, steps,
      button("Copy", () => navigator.clipboard?.writeText(content).then(() => toast("Copied."), () => toast("The browser does not let this page copy."))),
      isUser ? button("Edit", () => this.edited(message)) : null,
      button(isPinned ? "Unpin" : "Pin", () => this.pin(message.id, isPinned), { "aria-pressed": String(!!isPinned) }),
      !isUser && isLast ? button("Ask again", () => this.retry()) : null,
      isLast && isStopped ? button("Continue", () => this.send("Go on where you stopped.")) : null,
      button("Fork here", async () => {
        try { this.events.opens((await post(`chats/${encodeURIComponent(this.id)}/fork`, { at: message.id })).id); } catch (error) { fail(error); }
      })));
  }

  step(id, by) {
    const { at, all } = this.transcript.versions(id);
    this.transcript.choose(all[at + by]);
    this.draw(false);
    this.log.querySelector(`[data-id="${CSS.escape(all[at + by])}"]`)?.focus();
  }

  async pin(id, isPinned) {
    try {
      await patch(`chats/${encodeURIComponent(this.id)}`, isPinned ? { unpin: [id] } : { pin: [id] });
      this.pinned[isPinned ? "delete" : "add"](id);
      this.draw(false);
    } catch (error) { fail(error); }
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
    } else if (this.id) body.parent = this.transcript.branch().at(-1)?.id;
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
      this.toEnd();
      this.join(turn, 0);
    } catch (error) {
      this.answering(false);
      fail(error);
    }
  }

  async stop() { if (this.running) try { await post(`turns/${encodeURIComponent(this.running)}/stop`); } catch (error) { fail(error); } }

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
    const add = (part) => { const stays = this.isAtEnd(); this.log.querySelector(".empty")?.remove(); this.log.insertBefore(part, this.latest.parentNode === this.log ? this.latest : null); if (stays) this.toEnd(); };
    const paint = () => { frame = 0; const stays = this.isAtEnd(); body.replaceChildren(...markdown(text)); if (stays) this.toEnd(); };
    let end = "gone";
    try {
      end = await follow(turn, (kind, data) => {
        if (signal.aborted) return;
        if (kind === "began") {
          // A new chat has its id once its first message is on the disk.
          if (!this.id) {
            this.log.replaceChildren(this.latest);
            this.chat = { id: data.chat, title: data.title, messages: [] };
            this.events.began(data.chat);
          }
          this.chat ??= {};
          if (data.title) { this.chat.title = data.title; this.heading.textContent = data.title; }
          if (data.message && !this.transcript.messages.has(data.message.id)) {
            this.transcript.add(data.message);
            add(this.message(data.message));
          }
          node.querySelector("strong").textContent = data.model ?? data.provider ?? "Answer";
          add(node);
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
      const chat = await get(`chats/${encodeURIComponent(this.id)}`);
      if (!signal.aborted && !this.running && chat.id === this.id) this.take(chat, stays);
    } catch (error) { node.removeAttribute("aria-busy"); if (error.status) fail(error); }
    if (end !== "left") this.events.changed(this.id);
  }
}

function showState(state) {
  open("State of the conversation", (content) => {
    const entries = Object.entries(state ?? {});
    content.append(entries.length ? h("table", {}, h("tbody", {}, entries.map(([key, value]) =>
      h("tr", {}, h("th", { scope: "row" }, key), h("td", {}, typeof value === "string" ? value : JSON.stringify(value))))))
      : h("p", {}, "Nobody keeps a state of this chat. `manent config set observers '[tracker]'` has one kept."));
  });
}

function showLog(id) {
  open("What happened when", async (content) => {
    try {
      const { entries } = await get(`chats/${encodeURIComponent(id)}/log`);
      content.append(h("table", {}, h("thead", {}, h("tr", {}, ["When", "Who", "What", "Commit"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, entries.map((entry) => h("tr", {}, h("td", {}, moment(entry.time)), h("td", {}, entry.author ?? ""),
          h("td", {}, entry.subject ?? ""), h("td", {}, h("code", {}, entry.commit.slice(0, 8))))))));
    } catch (error) { content.append(h("p", { className: "bad" }, error.message)); }
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
        } catch (error) { result.replaceChildren(h("p", { className: "bad" }, error.message)); }
      } }, h("label", { htmlFor: "expires" }, "Expires after "), expires, h("p", {}, h("label", { htmlFor: "user" }, "For the user "), user),
      h("button", { className: "main" }, "Share")), result);
  }, { className: "small" });
}

