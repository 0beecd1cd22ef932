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
