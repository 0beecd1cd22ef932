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
