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
