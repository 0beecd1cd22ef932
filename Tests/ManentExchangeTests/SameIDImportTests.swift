import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct `An import of something else under a known id` {
  private func log(_ name: String, _ prompt: String, _ response: String, _ sample: ImportSample) throws -> Path {
    let statements = try sample.file(
      "\(name).sql",
      """
      create table logs (id integer primary key, model text, prompt text, system text, response text, chat_id integer,
        duration_ms integer, datetime_utc text);
      insert into logs values (1, 'gpt-4', '\(prompt)', null, '\(response)', null, 10, '2023-06-20T10:00:00');
      """)
    let database = sample.folder / "\(name).db"
    try sample.run(
      "python3", "-c",
      "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(open(sys.argv[2]).read()); c.commit()",
      database.string, statements.string)
    return database
  }

  private func contents(_ sample: ImportSample) throws -> [[String]] {
    try sample.chats().map { ($0["messages"]?.array ?? []).compactMap { $0["content"]?.string } }
  }

  @Test func `keeps the chats of two machines that count from 1`() throws {
    let sample = try ImportSample()
    try sample.take(log("laptop", "How do I boil eggs?", "Eight minutes.", sample))
    let summary = try sample.take(log("desktop", "Who painted the ceiling?", "Michelangelo.", sample))
    #expect(summary.chats.added == 1 && summary.chats.keptBoth == 1)
    #expect(
      try Set(contents(sample))
        == [["How do I boil eggs?", "Eight minutes."], ["Who painted the ceiling?", "Michelangelo."]])
    // The third one has the id of both.
    try sample.take(log("server", "What is zero?", "A number.", sample))
    #expect(try contents(sample).count == 3)
  }

  @Test func `keeps both forms of a message, and shows the whole one of an answer that was cut`() throws {
    let sample = try ImportSample()
    func list(_ answer: String, _ more: String = "") -> String {
      #"{"id":"c","messages":[{"role":"system","content":"S"},{"role":"user","content":"Q"},"#
        + #"{"role":"assistant","content":"\#(answer)"}\#(more)]}"#
    }
    try sample.take(sample.file("a.json", list("It is")))
    let whole = try sample.take(sample.file("a.json", list("It is 42.")))
    #expect(whole.chats.extended == 1 && whole.chats.messages == 1 && whole.chats.keptBoth == 0)
    #expect(try contents(sample) == [["S", "Q", "It is 42."]])
    #expect(try sample.take(sample.file("a.json", list("It is"))).chats.unchanged == 1)
    let other = try sample.take(sample.file("a.json", list("No.", #",{"role":"user","content":"Why?"}"#)))
    #expect(other.chats.messages == 2 && other.chats.keptBoth == 1)
    #expect(try contents(sample) == [["S", "Q", "It is 42.", "No.", "Why?"]])
    // With another question it is another chat.
    let apart = try sample.take(
      sample.file("b.json", list("It is").replacing(#""Q""#, with: #""R""#)))
    #expect(apart.chats.added == 1 && apart.chats.keptBoth == 1)
  }

  @Test func `of our own export keeps what either workspace has`() throws {
    let sample = try ImportSample()
    try sample.take(sample.file("a.json", #"{"id":"c","messages":[{"role":"user","content":"Red?"}]}"#))
    let changed = try sample.file("own.json", sample.export().replacing("Red?\"", with: "Blue?\""))
    let summary = try sample.take(changed)
    #expect(summary.chats.messages == 1 && summary.chats.keptBoth == 1)
    #expect(try contents(sample) == [["Red?", "Blue?"]])
  }

  @Test func `that is there twice in one source keeps both`() throws {
    let sample = try ImportSample()
    let summary = try sample.take(
      sample.file(
        "a.jsonl",
        #"{"id":"c","messages":[{"role":"user","content":"One"}]}"# + "\n"
          + #"{"id":"c","messages":[{"role":"user","content":"Two"}]}"# + "\n"))
    #expect(summary.chats.added == 2 && summary.chats.keptBoth == 1)
  }
}

@Suite(.temporaryFolder) struct `An import of lists that are no messages of OpenAI` {
  @Test(arguments: [
    (#"{"messages":[{"messageId":"a","sender":"User","text":"Hi","isCreatedByUser":true}]}"#, "no role that is known"),
    (#"{"name":"Ada","messages":[{"id":1,"from":"Ada","text":"Hi"}]}"#, "no role that is known and no content"),
    (#"{"messages":[{"content":"Hi","author":{"name":"ada"}}]}"#, "no role"),
    (#"{"messages":[{"role":"user","text":"Hi"}]}"#, "no content"),
    (#"{"messages":[{"role":"user","content":{"text":"Hi"}}]}"#, "a content that is neither"),
    (#"{"messages":[{"role":"user","content":"Good"},{"role":"x"}]}"#, "message 2 has no role"),
    (
      #"{"messages":[{"role":"robot","content":"Hi"},{"role":"guest","content":"Ho"}]}"#,
      "no message has a role that is known (the first is of 'robot')"
    ),
  ])
  func `takes nothing and says which message does not fit`(text: String, words: String) throws {
    let sample = try ImportSample()
    let summary = try sample.take(sample.file("list.json", text))
    #expect(summary.chats.added == 0 && summary.chats.messages == 0)
    #expect(summary.chats.failed.first?.error.contains(words) == true, "\(summary.chats.failed)")
  }

  @Test(arguments: [
    #"{"messages":[{"role":"user","content":"Q"}]}"#, #"[{"role":"user","content":"Q"}]"#,
    #"{"role":"user","content":"Q"}"#,
  ])
  func `reads past a byte order mark, whatever the list's form`(text: String) throws {
    let sample = try ImportSample()
    #expect(try sample.take(sample.file("list.jsonl", "\u{FEFF}" + text + "\n")).chats.messages == 1)
  }

  @Test func `knows the words of other programs for who speaks`() throws {
    let sample = try ImportSample()
    try sample.take(
      sample.file(
        "list.json", #"[{"role":"human","content":"Q"},{"role":"AI","content":"A"},{"role":"User","content":"R"}]"#))
    let messages = try #require(sample.chats().first?["messages"]?.array)
    #expect(messages.map { $0["role"] } == ["user", "assistant", "user"])
    #expect(messages[0]["metadata"]?["openai"]?["role"] == "human", "\(messages[0])")
  }

  @Test func `still takes messages that have a reason to hold no text`() throws {
    let sample = try ImportSample()
    let summary = try sample.take(
      sample.file(
        "list.json",
        #"[{"role":"user","content":""},{"role":"assistant","content":null},{"role":"assistant","refusal":"No."},"#
          + #"{"role":"tool","tool_call_id":"x"}]"#))
    #expect(summary.chats.messages == 4)
  }
}
