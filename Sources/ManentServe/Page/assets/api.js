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
