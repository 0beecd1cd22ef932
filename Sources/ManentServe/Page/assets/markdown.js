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
