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
