// The chats on the left: by day, latest first, with a filter, and what is done to several.

import { get, post, query, remove } from "./api.js";
import { h, button, toast, confirm, ask, day, clock, count, size } from "./dom.js";
import { fail, go, page } from "./app.js";

const PART = 200;

export class ChatList {
  constructor(opens) {
    this.opens = opens;
    this.chats = [];
    this.next = null;
    this.chosen = null;
    this.selected = new Set();
    this.selecting = false;
    this.filter = h("input", {
      type: "search", placeholder: "Filter by title or tag", "aria-label": "Filter the chats by title or tag",
      oninput: () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.refresh(true), 150); },
    });
    this.end = h("li", { "aria-hidden": "true" });
    this.node = h("div", { className: "list", tabIndex: -1, role: "navigation", "aria-label": "Chats by day" });
    this.actions = h("div", { className: "row" });
    new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) this.more(); },
      { root: this.node, rootMargin: "600px" }).observe(this.end);
    this.drawActions();
  }

  /** Reads the list anew; what was loaded stays where the server is away. */
  async refresh(fromTop = false) {
    if (this.reading) { this.again = true; return; }
    this.reading = true;
    try {
      const limit = fromTop ? PART : Math.min(1000, Math.max(PART, this.chats.length));
      const answer = await get("chats?" + query({ limit, q: this.filter.value.trim() }));
      const shown = JSON.stringify(answer.chats);
      const isSame = shown === this.shown;
      this.shown = shown;
      [this.chats, this.next, this.total] = [answer.chats, answer.next, answer.total];
      if (!isSame || fromTop) this.draw();
    } catch (error) {
      if (error.status) fail(error);
    } finally {
      this.reading = false;
      if (this.again) { this.again = false; this.refresh(); }
    }
  }

  async more() {
    if (!this.next || this.reading) return;
    this.reading = true;
    try {
      const answer = await get("chats?" + query({ limit: PART, after: this.next, q: this.filter.value.trim() }));
      this.next = answer.next;
      const known = new Set(this.chats.map((chat) => chat.id));
      const chats = answer.chats.filter((chat) => !known.has(chat.id));
      this.chats.push(...chats);
      this.add(chats);
    } catch (error) {
      if (error.status) fail(error);
    } finally {
      this.reading = false;
    }
  }

  draw() {
    const scroll = this.node.scrollTop;
    this.lastDay = null;
    this.node.replaceChildren();
    if (!this.chats.length) {
      this.node.append(h("p", { className: "soft" }, this.filter.value ? "No chat is called or tagged like that." : "There are no chats yet."));
    }
    this.add(this.chats);
    this.node.scrollTop = scroll;
  }

  add(chats) {
    for (const chat of chats) {
      const name = day(chat.last_activity);
      if (name !== this.lastDay) {
        this.lastDay = name;
        this.part = h("ul", {});
        this.node.append(h("h2", {}, name), this.part);
      }
      this.part.append(this.row(chat));
    }
    this.part?.append(this.end);
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
    this.chosen = id;
    for (const row of this.node.querySelectorAll("li[data-id]")) {
      const isOpen = row.dataset.id === id;
      row.classList.toggle("open", isOpen);
      const link = row.querySelector("a");
      if (isOpen) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
  }

  /** Opens the chat so many places further down. */
  step(by) {
    const at = this.chats.findIndex((chat) => chat.id === this.chosen);
    const chat = this.chats[at < 0 ? 0 : at + by];
    if (!chat) return;
    this.opens(chat.id);
    this.node.querySelector(`li[data-id="${CSS.escape(chat.id)}"]`)?.scrollIntoView({ block: "nearest" });
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
        ? await remove(`chats/${encodeURIComponent(ids[0])}`)
        : await post("chats/forget", { ids });
      const gone = answer.forgotten;
      this.selected.clear();
      this.drawActions();
      if (ids.includes(this.chosen)) go("/", true);
      this.refresh();
      const text = gone.length === 1 ? `Forgot “${gone[0].title}”` : `Forgot ${count(gone.length, "chat")}`;
      toast(`${text} (${size(answer.bytes)}).`, async () => {
        try {
          for (const chat of gone) await post(`chats/${encodeURIComponent(chat.id)}/restore`);
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
      const answer = await remove(`chats/${encodeURIComponent(id)}?purge=true`);
      if (id === this.chosen) go("/", true);
      this.refresh();
      const holders = answer.holders ?? [];
      toast(holders.length ? `Purged. These may still hold it: ${holders.map((holder) => holder.name ?? holder).join(", ")}.` : "Purged.");
    } catch (error) { fail(error); }
  }
}
