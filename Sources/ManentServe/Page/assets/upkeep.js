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
