import ManentCore
import ManentExchange
import ManentFormats
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct `A conversation of ChatGPT` {
  /// A conversation whose nodes follow each other: the id, the role, the content and the metadata of each as JSON.
  private func conversation(_ head: String, _ nodes: [(String, String, String, String)]) -> String {
    var parent = "null"
    let mapping = nodes.map { id, role, content, details in
      defer { parent = "\"\(id)\"" }
      return #""\#(id)":{"id":"\#(id)","parent":\#(parent),"message":{"id":"\#(id)","author":{"role":"\#(role)"},"#
        + #""create_time":null,"content":\#(content),"metadata":\#(details)}}"#
    }
    return "[{\(head),\"mapping\":{\(mapping.joined(separator: ","))}}]"
  }

  private func text(_ words: String) -> String { #"{"content_type":"text","parts":["\#(words)"]}"# }

  private func chat(_ head: String, _ nodes: [(String, String, String, String)]) throws -> JSON {
    let sample = try ImportSample()
    try sample.take(sample.file("conversations.json", conversation(head, nodes)), .init(format: .chatgpt))
    return try #require(sample.chats().first)
  }

  @Test func `shows what was said, and keeps what is hidden beside it`() throws {
    let chat = try chat(
      #""title":null,"id":"c""#,
      [
        (
          "h", "user",
          #"{"content_type":"user_editable_context","user_profile":"Ada.","user_instructions":"Be brief."}"#, "{}"
        ),
        ("m", "assistant", #"{"content_type":"model_editable_context","model_set_context":"Likes cats."}"#, "{}"),
        ("e", "system", text(""), #"{"is_visually_hidden_from_conversation":true}"#),
        ("a", "user", text("What is a monad?"), "{}"),
        ("t", "assistant", #"{"content_type":"thoughts","thoughts":[{"summary":"Thinking","content":"of it"}]}"#, "{}"),
        ("r", "assistant", #"{"content_type":"reasoning_recap","content":"Thought for 4 s"}"#, "{}"),
        ("b", "assistant", text("A monoid."), "{}"),
        ("z", "system", text("A hidden end."), #"{"is_visually_hidden_from_conversation":true}"#),
      ])
    let messages = try #require(chat["messages"]?.array)
    #expect(messages.map { $0["content"] } == ["What is a monad?", "A monoid."])
    #expect(messages[1]["parent"] == messages[0]["id"])
    #expect(chat["title"] == "What is a monad?" && chat["instructions"] == "Ada.\n\nBe brief.")
    let hidden = messages.map { $0["metadata"]?["chatgpt"]?["hidden"]?.array?.count ?? 0 }
    #expect(hidden == [1, 3])
    #expect(messages[1]["metadata"]?.serialized().contains("A hidden end.") == true)
  }

  @Test func `has its own time and model where its messages have none`() throws {
    let chat = try chat(
      #""title":"T","id":"c","create_time":null,"update_time":1700000000.5,"default_model_slug":"gpt-5","#
        + #""is_starred":true,"is_archived":true,"current_node":"b""#,
      [("a", "user", text("Q"), "{}"), ("b", "assistant", text("A"), #"{"canvas":{"title":"Plan"}}"#)])
    #expect(chat["created_at"] == "2023-11-14T22:13:20.500Z" && chat["tags"] == ["starred", "archived"])
    let messages = try #require(chat["messages"]?.array)
    #expect(messages[1]["model"] == "gpt-5" && messages[0]["model"] == nil)
    #expect(messages[0]["metadata"]?["chatgpt"]?["chat"]?["current_node"] == "b")
    #expect(messages[1]["metadata"]?["chatgpt"]?["canvas"]?["title"] == "Plan")
  }

  @Test(arguments: [
    ("A \u{E200}cite\u{E202}x\u{E201} and B\u{E200}cite\u{E202}y\u{E201}.", "A (X) and B ([Y](https://y.org/))."),
    ("Unknown \u{E200}cite\u{E202}q\u{E201}. Cut \u{E200}cite", "Unknown. Cut cite"),
    ("\u{E201}\u{E202}Stray", "Stray"),
    ("Of \u{E200}entity\u{E202}[\"company\",\"Acme\",\"maker of anvils\"]\u{E201}.", "Of Acme."),
    ("\u{E200}entity[\"person\",\"Bob\"]\u{E201}'s", "Bob's"),
    ("At \u{E200}url\u{E202}Their page\u{E202}turn0search1\u{E201}, so", "At Their page, so"),
    ("\u{E200}image_group{\"query\":[\"red fox\",\"vixen\"]}\u{E201}", "red fox, vixen"),
    ("A \u{E200}navlist\u{E202}News\u{E202}turn0news1,turn0news2\u{E201} b", "A News b"),
    ("\u{E203}Marked\u{E204} \u{E200}filecite\u{E202}turn0file0\u{E202}L1-L4\u{E201}.", "Marked."),
    ("B \u{E200}widget9\u{E202}turn3view1\u{E201}.", "B."),
    ("Old【6†source】 and 【not one】", "Old ([O](https://o.org/)) and 【not one】"),
  ])
  func `has links where it refers to sources`(given: String, expected: String) throws {
    let details =
      #"{"content_references":[{"matched_text":"\#u{E200}cite\#u{E202}x\#u{E201}","alt":"(X)"},"#
      + #"{"matched_text":"\#u{E200}cite\#u{E202}y\#u{E201}","items":[{"title":"Y","url":"https://y.org/"}]},"#
      + #"{"matched_text":" ","type":"sources_footnote"}],"#
      + #""citations":[{"start_ix":3,"metadata":{"title":"O","url":"https://o.org/"}}]}"#
    let chat = try chat(
      #""title":"T","id":"c""#, [("a", "assistant", text(given.replacing("\"", with: "\\\"")), details)])
    #expect(chat["messages"]?.array?.first?["content"]?.string == expected)
    #expect(chat.serialized().contains("o.org"), "what is referred to is kept")
  }

  @Test(arguments: [
    ("No【12†source】 word【12†L1-L4】.", "No word."), ("In 【4:0†report.pdf】.", "In (report.pdf)."),
    ("Some【7†source】, others【9†L3】.", "Some ([O](https://o.org/)), others."), ("【日本】 stays", "【日本】 stays"),
  ])
  func `has no older mark whose source is not known`(given: String, expected: String) throws {
    let details =
      #"{"citations":[{"start_ix":90,"metadata":{"title":"O","url":"https://o.org/","extra":{"cited_message_idx":7}}},"#
      + #"{"start_ix":95,"metadata":{"title":"P","url":"https://p.org/"}},{"start_ix":99,"metadata":{"title":"Q"}}]}"#
    let chat = try chat(
      #""title":"T","id":"c""#, [("a", "assistant", text(given.replacing("\"", with: "\\\"")), details)])
    #expect(chat["messages"]?.array?.first?["content"]?.string == expected)
  }

  @Test func `has links to addresses with brackets in them`() throws {
    let details =
      #"{"content_references":[{"matched_text":"\#u{E200}cite\#u{E202}x\#u{E201}","#
      + #""items":[{"title":"Pump [1]","url":"https://x.org/Pump_(water)"}]}]}"#
    let chat = try chat(
      #""title":"T","id":"c""#, [("a", "assistant", text("It runs \u{E200}cite\u{E202}x\u{E201}."), details)])
    let content = chat["messages"]?.array?.first?["content"]
    #expect(content == "It runs ([Pump 1](https://x.org/Pump_%28water%29)).")
  }
}
