import ManentFormats

extension MCPServer {
  /// The tools: those that look, and those that change something where that is allowed.
  var tools: [MCPTool] { Self.looking + (options.canWrite ? Self.writing : []) }

  private static let looking = [
    MCPTool(
      name: "search", title: "Search", description: "Find passages of documents and messages of chats.",
      input: MCPSchema.object(
        [
          ("query", MCPSchema.text("what to look for")),
          ("in", ["type": "string", "enum": ["all", "documents", "chats"], "description": "where to look"]),
          ("limit", MCPSchema.number(1...50, "how many results")),
        ], required: ["query"]), output: MCPSchema.result([("results", MCPSchema.list)]), isReadOnly: true),
    MCPTool(
      name: "fetch", title: "Fetch", description: "Read a result of 'search' whole, by its id.",
      input: MCPSchema.object([("id", MCPSchema.text("the id of a result"))], required: ["id"]),
      output: MCPSchema.result([
        ("id", MCPSchema.plain), ("title", MCPSchema.plain), ("text", MCPSchema.plain), ("url", MCPSchema.plain),
      ]), isReadOnly: true),
    MCPTool(
      name: "ask", title: "Ask the documents",
      description: "Answer a question by quotations from the documents, with byte ranges and blob ids.",
      input: MCPSchema.object(
        [
          ("question", MCPSchema.text("the question")),
          ("documents", MCPSchema.text("only documents whose name matches, such as notes/**")),
          ("top_k", MCPSchema.number(1...50, "how many passages to look up")),
        ], required: ["question"]),
      output: MCPSchema.result([
        ("answer", MCPSchema.plain), ("answered", ["type": "boolean"]), ("sources", MCPSchema.list),
      ]), isReadOnly: true),
    MCPTool(
      name: "list_documents", title: "List documents", description: "The documents, by name.",
      input: MCPSchema.object([
        ("cursor", MCPSchema.text("where to go on, from an earlier answer")),
        ("limit", MCPSchema.number(1...500, "how many")),
      ]), output: MCPSchema.result([("documents", MCPSchema.list), ("next_cursor", MCPSchema.cursor)]),
      isReadOnly: true),
    MCPTool(
      name: "read_document", title: "Read a document", description: "The text of a document, or a range of its bytes.",
      input: MCPSchema.object(
        [
          ("name", MCPSchema.text("the document's name")),
          ("start", MCPSchema.number(0...1_000_000_000, "the first byte")),
          ("length", MCPSchema.number(1...200_000, "how many bytes; 50,000 when not said")),
        ], required: ["name"]),
      output: MCPSchema.result([
        ("name", MCPSchema.plain), ("blob", MCPSchema.plain), ("text", MCPSchema.plain),
        ("start", ["type": "integer"]), ("end", ["type": "integer"]), ("bytes", ["type": "integer"]),
      ]), isReadOnly: true),
    MCPTool(
      name: "list_chats", title: "List chats", description: "The chats, latest activity first.",
      input: MCPSchema.object([
        ("tag", MCPSchema.text("only chats that have this tag")),
        ("cursor", MCPSchema.text("where to go on, from an earlier answer")),
        ("limit", MCPSchema.number(1...500, "how many")),
      ]), output: MCPSchema.result([("chats", MCPSchema.list), ("next_cursor", MCPSchema.cursor)]), isReadOnly: true),
    MCPTool(
      name: "read_chat", title: "Read a chat", description: "The messages of a chat, the latest ones when it is long.",
      input: MCPSchema.object(
        [
          ("id", MCPSchema.text("the chat's id, or 'last'")),
          ("last", MCPSchema.number(1...1000, "how many messages; 100 when not said")),
        ], required: ["id"]),
      output: MCPSchema.result([("id", MCPSchema.plain), ("title", MCPSchema.plain), ("messages", MCPSchema.list)]),
      isReadOnly: true),
    MCPTool(
      name: "recent_activity", title: "Recent activity", description: "What happened in the workspace, latest first.",
      input: MCPSchema.object([("limit", MCPSchema.number(1...200, "how many entries"))]),
      output: MCPSchema.result([("entries", MCPSchema.list)]), isReadOnly: true),
  ]

  private static let writing = [
    MCPTool(
      name: "add_document", title: "Add a document", description: "Put a text among the documents, or replace one.",
      input: MCPSchema.object(
        [("name", MCPSchema.text("its name, such as notes/plan.md")), ("text", MCPSchema.text("its text"))],
        required: ["name", "text"]),
      output: MCPSchema.result([("name", MCPSchema.plain), ("outcome", MCPSchema.plain)]), isReadOnly: false),
    MCPTool(
      name: "append_note", title: "Append a note",
      description: "Add a message of the user to a chat; nobody answers it.",
      input: MCPSchema.object(
        [("text", MCPSchema.text("the note")), ("chat", MCPSchema.text("the chat's id; a new one when not said"))],
        required: ["text"]),
      output: MCPSchema.result([("chat", MCPSchema.plain), ("message", MCPSchema.plain)]), isReadOnly: false),
    MCPTool(
      name: "tag_chat", title: "Tag a chat", description: "Add tags to a chat and take others away.",
      input: MCPSchema.object(
        [
          ("id", MCPSchema.text("the chat's id")),
          ("add", ["type": "array", "items": ["type": "string"]]),
          ("remove", ["type": "array", "items": ["type": "string"]]),
        ], required: ["id"]),
      output: MCPSchema.result([("id", MCPSchema.plain), ("tags", ["type": "array", "items": MCPSchema.plain])]),
      isReadOnly: false),
    MCPTool(
      name: "forget_chat", title: "Forget a chat",
      description: "Take a chat out of the workspace; 'manent restore' brings it back. Needs a confirmation.",
      input: MCPSchema.object(
        [("id", MCPSchema.text("the chat's id")), ("confirm", MCPSchema.flag("that this is meant"))], required: ["id"]),
      output: MCPSchema.result([("id", MCPSchema.plain), ("forgotten", ["type": "boolean"])]), isReadOnly: false,
      isDestructive: true),
  ]
}
