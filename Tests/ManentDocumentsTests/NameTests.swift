import ManentCore
import ManentRecords
import Testing

@testable import ManentDocuments

@Suite struct NameTests {
  @Test(arguments: [
    ("", "'': not a document name: it is empty"),
    ("/a", "'/a': not a document name: it must not begin with '/'"),
    ("a//b", "'a//b': not a document name: a part of it is empty"),
    ("a/", "'a/': not a document name: a part of it is empty"),
    ("a/../b", "'a/../b': not a document name: it must not leave the folder with '..'"),
    ("a/./b", "'a/./b': not a document name: '.' begins with a dot"),
    (".git/config", "'.git/config': not a document name: '.git' begins with a dot"),
    ("a\nb", "'a\u{FFFD}b': not a document name: it holds a control character"),
    ("a/..\u{2F}\u{301}b", "'a/../\u{301}b': not a document name: it must not leave the folder with '..'"),
    ("\u{2E}\u{301}b", "'.\u{301}b': not a document name: '.\u{301}b' begins with a dot"),
  ])
  func `What cannot be a document's name is refused with the reason`(name: String, description: String) {
    let error = #expect(throws: WorkspaceError.self) { try DocumentName.check(name) }
    #expect(error?.code == .badName)
    #expect(error?.description == description)
  }

  @Test func `Names are as long as file systems take them`() throws {
    try DocumentName.check(String(repeating: "a", count: 255))
    try DocumentName.check("ünï/cödé 日本/a b.md")
    #expect(throws: WorkspaceError.self) { try DocumentName.check(String(repeating: "a", count: 256)) }
    #expect(throws: WorkspaceError.self) { try DocumentName.check(String(repeating: "é", count: 128)) }
    #expect(throws: WorkspaceError.self) { try DocumentName.check(String(repeating: "ab/", count: 350) + "c") }
  }

  @Test(arguments: ["a", "9f2c41aa", "A.b_c-D", String(repeating: "x", count: 64), "Last"])
  func `A plain word is a chat's id`(id: String) throws { try ChatID.check(id) }

  @Test(arguments: ["", "last", "a b", "a/b", "é", "a\n", String(repeating: "x", count: 65)])
  func `What is no chat's id is refused`(id: String) {
    let error = #expect(throws: WorkspaceError.self) { try ChatID.check(id) }
    #expect(error?.description == "'\(id)': not a chat id; use letters, digits, '.', '_' and '-', at most 64")
  }

  @Test(arguments: [
    ("0193a1b2-0000-7000-8000-00009F2C41AA", "9f2c41aa"), ("deadbeef", "deadbeef"), ("short", "4b2a477a"),
  ])
  func `A folder's name ends in what tells the id`(id: String, suffix: String) {
    #expect(ChatID.folderSuffix(id).count == 8)
    if id != "short" { #expect(ChatID.folderSuffix(id) == suffix) }
  }

  @Test(arguments: [
    ("What is attention?", "What is attention?", "what-is-attention"),
    ("  many\n\twords   here ", "many words here", "many-words-here"),
    (
      "A title that is longer than forty characters", "A title that is longer than forty characters",
      "a-title-that-is-longer-than-forty-charac"
    ),
    ("ÄÖÜ 日本語 ß", "ÄÖÜ 日本語 ß", "äöü-日本語-ß"), ("?!…", "?!…", "chat"),
    ("../../etc/passwd", "../../etc/passwd", "etc-passwd"),
    ("-a-", "-a-", "a"), ("", "", "chat"),
  ])
  func `A title and its slug come from the first message`(message: String, title: String, slug: String) {
    #expect(ChatTitle.title(of: message) == title)
    #expect(ChatTitle.slug(of: title) == slug)
  }

  @Test func `A title is the beginning of the message with its white space folded, whatever the characters`() {
    let pieces = [
      "a", "Z", "7", " ", "\t", "\r\n", "\u{B}", "\u{1C}", "é", "e\u{301}", "\u{301}", "\u{A0}", "\u{85}", "日", "👩‍👩‍👧",
      "-", "\u{0}",
    ]
    // A linear congruential generator (Knuth's MMIX) with a fixed seed.
    var seed: UInt64 = 20_261_121
    for round in 0..<3000 {
      var message = ""
      for _ in 0..<(round % 90) {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Half of the messages are ASCII, but perhaps for their end.
        let count = round % 2 == 0 && message.utf8.count < 38 ? 7 : pieces.count
        message += pieces[Int(seed >> 33) % count]
      }
      let whole = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      var folded = String(whole.prefix(80))
      // A word that does not fit is left out where more than half of the title is left.
      if let next = whole.dropFirst(80).first, next != " ", let space = folded.lastIndex(of: " "),
        folded[..<space].count >= 40
      {
        folded = String(folded[..<space])
      }
      while folded.last?.isWhitespace == true { folded.removeLast() }
      #expect(ChatTitle.title(of: message) == folded, "round \(round): \(message.debugDescription)")
      var slug = ""
      for character in folded.lowercased() {
        if character.isLetter || character.isNumber { slug.append(character) } else if slug.last != "-" { slug += "-" }
      }
      slug = String(slug.drop { $0 == "-" }.prefix(40))
      while slug.utf8.count > 120 || slug.last == "-" { slug.removeLast() }
      #expect(ChatTitle.slug(of: folded) == (slug.isEmpty ? "chat" : slug), "round \(round)")
    }
  }

  @Test func `A slug fits into a file's name, whatever the script`() {
    #expect(ChatTitle.slug(of: String(repeating: "語", count: 60)).utf8.count == 120)
    #expect(ChatTitle.slug(of: "a" + String(repeating: "\u{301}", count: 5000)) == "chat")
    #expect(ChatTitle.slug(of: "👩‍👩‍👧 family") == "family")
  }

  @Test(arguments: ["alice", "my-work_2.0", "日本", "élan"])
  func `A word is a workspace's name`(name: String) throws { try WorkspaceName.check(name) }

  @Test(arguments: ["", ".hidden", "-x", "a b", "a/b", "a\u{0}", "..", String(repeating: "x", count: 65)])
  func `What is no workspace's name is refused`(name: String) {
    let error = #expect(throws: WorkspaceError.self) { try WorkspaceName.check(name) }
    #expect(error?.code == .badName)
  }

  @Test func `Parts of chats are counted in their names`() {
    #expect(WorkspaceLayout.part(1) == "0001.jsonl")
    #expect(WorkspaceLayout.part(12_345) == "12345.jsonl")
    #expect(WorkspaceLayout.partNumber("0012.jsonl") == 12)
    for name in ["1.jsonl", "0001.json", "000x.jsonl", "chat.yaml", "99999999999999999999.jsonl"] {
      #expect(WorkspaceLayout.partNumber(name) == nil)
    }
  }
}
