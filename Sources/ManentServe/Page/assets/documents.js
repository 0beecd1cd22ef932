// Documents: adding by dropping, the list, versions, and removing with a way back.

import { get, post, put, inPath } from "./api.js";
import { h, button, open, toast, size, moment, count, table, bad } from "./dom.js";
import { openSource, openVersions } from "./sources.js";
import { fail, act } from "./app.js";

let view = null;

/** Opens the list; `then` is called when it is there. */
export function openDocuments(then) {
  if (view) return typeof then === "function" && then();
  const dialog = open("Documents", (content) => {
    const list = h("div", {});
    const progress = h("div", { role: "status" });
    const files = h("input", { type: "file", multiple: true, hidden: true, onchange: () => { send([...files.files].map((file) => ({ name: file.name, file }))); files.value = ""; } });
    const folder = h("input", { type: "file", hidden: true, webkitdirectory: true, onchange: () => { send([...folder.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }))); folder.value = ""; } });
    const drop = h("div", { className: "drop" }, "Drop files or folders here, or ", button("choose files", () => files.click()), " ", button("choose a folder", () => folder.click()), files, folder);
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); addFiles(event.dataTransfer); });
    const filter = h("input", { type: "search", placeholder: "Filter by name", "aria-label": "Filter the documents by name", oninput: () => draw() });
    content.append(drop, progress, filter, list);
    view = { list, progress, filter };
    load();
  });
  dialog.addEventListener("close", () => { view = null; });
  if (typeof then === "function") then();
}

let documents = [];

async function load() {
  try {
    documents = (await get("documents")).documents;
    draw();
  } catch (error) { view?.list.replaceChildren(bad(error.message)); }
}

function draw() {
  if (!view) return;
  const words = view.filter.value.toLowerCase();
  const shown = documents.filter((one) => one.name.toLowerCase().includes(words));
  view.list.replaceChildren(h("p", { className: "soft" }, `${count(shown.length, "document")}, ${size(shown.reduce((sum, one) => sum + one.bytes, 0))}`),
    table(["Name", "Added", "Size", ""], shown.slice(0, 1000).map((one) => [
      [button(one.name, () => openSource({ document: one.name, blob: one.blob, start: 0, end: 0 }), { className: "plain" }), one.problem ? bad(one.problem) : null],
      moment(one.added_at), size(one.bytes),
      h("div", { className: "row" }, button("Versions", () => openVersions(one.name), { "aria-label": `Versions of ${one.name}` }),
        button("Remove", () => removeOne(one.name), { "aria-label": `Remove ${one.name}` }))]), { numbers: [2] }));
}

const removeOne = act(async (name) => {
  await post("documents/remove", { names: [name] });
  await load();
  toast(`Removed ${name}.`, act(async () => { await post("documents/restore", { name }); await load(); }));
});

/** Adds what was dropped: files, and folders with all that is in them. */
export async function addFiles(transfer) {
  const [entries, files] = [[], []];
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry?.();
    // What another program made up for the drop is a file without a place.
    const file = entry ? null : item.getAsFile?.();
    if (entry) entries.push(entry); else if (file) files.push({ name: file.name, file });
  }
  const walk = async (entry, path) => {
    if (entry.isFile) files.push({ name: path + entry.name, file: await new Promise((done, failed) => entry.file(done, failed)) });
    else {
      const reader = entry.createReader();
      for (;;) {
        const part = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!part.length) return;
        for (const inside of part) await walk(inside, `${path}${entry.name}/`);
      }
    }
  };
  try { for (const entry of entries) await walk(entry, ""); } catch (error) { fail(error); }
  await send(files);
}

async function send(files) {
  const bar = h("progress", { max: files.length, value: 0, "aria-label": "Adding" });
  const note = h("p", {}, "");
  const failures = h("ul", {});
  view?.progress.replaceChildren(bar, note, failures);
  let [added, unchanged] = [0, 0];
  for (const [index, { name, file }] of files.entries()) {
    note.textContent = `${index + 1} of ${files.length}: ${name}`;
    try {
      const answer = await put("documents/" + inPath(name), file);
      added += answer.added.length + answer.updated.length;
      unchanged += answer.unchanged.length;
      for (const failure of answer.failed) failures.append(h("li", { className: "bad" }, `${failure.path}: ${failure.error}`));
    } catch (error) { failures.append(h("li", { className: "bad" }, `${name}: ${error.message}`)); }
    bar.value = index + 1;
  }
  note.textContent = `${added} added, ${unchanged} unchanged, ${failures.childElementCount} failed.`;
  load();
}

