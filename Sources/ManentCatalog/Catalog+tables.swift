extension Catalog {
  /// The statements that make an empty catalog.
  static func tables(tokenizer: String) -> String {
    """
    CREATE TABLE facts(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE documents(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      blob TEXT NOT NULL,
      format TEXT NOT NULL,
      verbatim INTEGER NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      checked INTEGER NOT NULL,
      problem TEXT,
      -- The folder that it is in, relative to documents/, and its passages: those from the row `first` on.
      folder TEXT NOT NULL,
      first INTEGER NOT NULL,
      passages INTEGER NOT NULL);
    CREATE INDEX documents_of_folder ON documents(folder);

    -- What the folders of documents looked like when they were listed last.
    CREATE TABLE folders(
      path TEXT PRIMARY KEY,
      modified INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      inode INTEGER NOT NULL) WITHOUT ROWID;

    -- The same of the folders of days with chats.
    CREATE TABLE days(
      path TEXT PRIMARY KEY,
      modified INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      inode INTEGER NOT NULL) WITHOUT ROWID;

    -- id is the row of the passage's code in the merged index cache.
    CREATE TABLE passages(
      id INTEGER PRIMARY KEY,
      document INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      start INTEGER NOT NULL,
      end INTEGER NOT NULL,
      line INTEGER NOT NULL,
      page INTEGER,
      -- Titles above it and the header of its table, which it is found by too.
      context TEXT NOT NULL);

    -- The runs of posting lists by which passages are found: a file each, or here where they are short.
    CREATE TABLE runs(
      first INTEGER PRIMARY KEY,
      rows INTEGER NOT NULL,
      file TEXT,
      bytes BLOB);

    -- The rows of passages that are gone, a bit for each, 4,096 in a block.
    CREATE TABLE gone(block INTEGER PRIMARY KEY, bits BLOB NOT NULL);

    -- Where documents were copied from, so that adding a folder again reads only what changed in it.
    CREATE TABLE sources(
      path TEXT PRIMARY KEY,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      checked INTEGER NOT NULL,
      name TEXT NOT NULL,
      blob TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE chats(
      path TEXT PRIMARY KEY,
      id TEXT NOT NULL,
      title TEXT NOT NULL,
      tags TEXT NOT NULL,
      created INTEGER NOT NULL,
      activity INTEGER NOT NULL,
      messages INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      stamp TEXT NOT NULL,
      last_part INTEGER NOT NULL,
      template TEXT,
      kept INTEGER NOT NULL,
      -- Who answered, a name a line.
      providers TEXT NOT NULL,
      -- The fold of the patches to the chat's state, and the id of the message that is read last; NULL when not known.
      state TEXT,
      last_message TEXT) WITHOUT ROWID;
    CREATE INDEX chats_by_id ON chats(id);
    CREATE INDEX chats_by_ending ON chats(substr(id, -8));
    CREATE INDEX chats_by_activity ON chats(activity, id);

    -- The messages that chats show: where their lines are, and in full text. A row without a chat is of one that is gone.
    CREATE TABLE chat_numbers(number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
    CREATE TABLE messages(
      id INTEGER PRIMARY KEY,
      chat INTEGER,
      hash INTEGER NOT NULL,
      role INTEGER NOT NULL,
      part INTEGER NOT NULL,
      start INTEGER NOT NULL,
      length INTEGER NOT NULL);
    CREATE INDEX messages_of_chat ON messages(chat) WHERE chat NOTNULL;
    CREATE INDEX messages_gone ON messages(hash) WHERE chat IS NULL;
    CREATE VIRTUAL TABLE said USING fts5(body, content='', columnsize=0, tokenize="\(tokenizer)");

    -- Paths that are being written, or were written and are not committed yet, and the mark of the process that does it.
    CREATE TABLE pending(path TEXT PRIMARY KEY, owner TEXT NOT NULL) WITHOUT ROWID;
    """
  }

  /// Whether a database holds the tables of a catalog, as they are made here, and nothing else: a view, a trigger or a
  /// column that computes could run for ever or fill the memory.
  static func hasOwnTables(_ database: Database, tokenizer: String) throws(CatalogError) -> Bool {
    var expected: [String: Int] = [:]
    for statement in statements(tokenizer: tokenizer) { expected[statement, default: 0] += 1 }
    let found = try database.rows(
      "SELECT type, sql FROM sqlite_schema WHERE sql NOTNULL AND length(sql) <= 10000",
      read: { (type: $0.text(0), sql: $0.text(1)) })
    let count = try database.rows("SELECT count(*) FROM sqlite_schema WHERE sql NOTNULL", read: { $0.integer(0) })
    guard count == [found.count] else { return false }
    for (type, sql) in found {
      guard type == "table" || type == "index" else { return false }
      if let left = expected[sql] {
        expected[sql] = left == 1 ? nil : left - 1
      } else if type != "table" || !isShadowTable(sql) {
        return false
      }
    }
    return expected.isEmpty
  }

  /// The statements as SQLite keeps them: without what stands before and after each.
  private static func statements(tokenizer: String) -> [String] {
    // A comment may hold a semicolon, but none at the end of a line.
    tables(tokenizer: tokenizer).split(separator: ";\n").compactMap { part in
      part.firstRange(of: "CREATE ").map { start in
        let statement = part[start.lowerBound...]
        return String(statement.hasSuffix(";") ? statement.dropLast() : statement)
      }
    }
  }

  /// Whether a statement makes a table in which FTS5 keeps what belongs to one of ours; such a table computes nothing.
  private static func isShadowTable(_ sql: String) -> Bool {
    guard sql.hasPrefix("CREATE TABLE 'said_"), sql.utf8.count <= 200 else { return false }
    let words = sql.uppercased().split { !$0.isLetter }
    return !words.contains { ["AS", "CHECK", "DEFAULT", "GENERATED", "REFERENCES", "SELECT"].contains($0) }
  }
}
