// The messages of a chat as a tree, and the branch of it that is shown.

export class Transcript {
  constructor(messages = []) {
    this.choices = new Map();
    this.read(messages);
  }

  /**
   * Takes the messages of the chat, or the last ones of it as long as earlier ones are not here; which branches were chosen
   * stays.
   */
  read(messages, isWhole = true) {
    const replaced = new Set(messages.map((message) => message.replaces).filter(Boolean));
    this.messages = new Map();
    this.parents = new Map();
    this.children = new Map();
    let before = null;
    for (const message of messages) {
      if (replaced.has(message.id) || this.messages.has(message.id)) continue;
      const isKnown = message.parent && (!isWhole || this.messages.has(message.parent));
      // A message without a parent is the first, or follows the one before it, as imported ones do.
      const parent = isKnown ? message.parent : this.messages.get(message.replaces)?.parent ?? before;
      this.messages.set(message.id, message);
      this.place(message.id, parent);
      before = message.id;
    }
    this.newest = [...this.messages.keys()].reduce((last, id) => (last === null || id > last ? id : last), null);
  }

  place(id, parent) {
    this.parents.set(id, parent);
    if (!this.children.has(parent)) this.children.set(parent, []);
    this.children.get(parent).push(id);
  }

  /** Adds or replaces one message. */
  add(message) {
    if (!this.messages.has(message.id)) {
      const parent = message.parent && this.messages.has(message.parent) ? message.parent : this.branch().at(-1)?.id ?? null;
      if (message.replaces && this.messages.has(message.replaces)) this.drop(message.replaces);
      this.place(message.id, parent);
      this.choices.set(parent, message.id);
    }
    this.messages.set(message.id, message);
    this.newest = message.id;
  }

  drop(id) {
    const list = this.children.get(this.parents.get(id)) ?? [];
    list.splice(list.indexOf(id), 1);
    this.messages.delete(id);
  }

  /** The messages that are shown: the chosen branch, else the one that the newest message is on. */
  branch() {
    const latest = new Set();
    let top = null;
    for (let id = this.newest; id && this.messages.has(id); id = top) { latest.add(id); top = this.parents.get(id) ?? null; }
    const shown = [];
    for (let parent = top; ;) {
      const list = this.children.get(parent) ?? [];
      if (!list.length) return shown;
      const chosen = this.choices.get(parent);
      const id = list.includes(chosen) ? chosen : list.find((child) => latest.has(child)) ?? list.at(-1);
      shown.push(this.messages.get(id));
      parent = id;
    }
  }

  /** The versions of a message: its place among them, and all. */
  versions(id) {
    const all = this.children.get(this.parents.get(id)) ?? [id];
    return { at: all.indexOf(id), all };
  }

  /** Shows another version of a message. */
  choose(id) { this.choices.set(this.parents.get(id) ?? null, id); }

  parent(id) { return this.parents.get(id) ?? null; }
}
