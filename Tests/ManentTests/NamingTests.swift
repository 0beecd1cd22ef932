import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `The name of a chat` {
  private let manent: Tool
  private let root: Path
  private let ids: [String]

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    for message in [
      "About kites", "About bread and butter, and whatever else is to be had at the market on a Saturday in May",
    ] {
      try manent.succeed("-w", "work", "chat", "--new", "--no-documents", message)
    }
    ids = try manent.json("-w", "work", "chats", "--json").array?.compactMap { $0["id"]?.string } ?? []
  }

  private func title(_ reference: String) throws -> String? {
    try manent.json("-w", "work", "show", "--json", reference)["title"]?.string
  }

  @Test func `is named by any part of the id that is shown, and by its title`() throws {
    let kites = try #require(ids.last)
    for part in [
      kites, String(kites.suffix(8)), String(kites.suffix(8).dropFirst(2)), String(kites.suffix(8).prefix(6)),
    ] {
      #expect(try title(part) == "About kites", "\(part)")
    }
    #expect(try title("about  KITES") == "About kites")
    #expect(try title("About bread…")?.hasPrefix("About bread and butter") == true)
    try manent("-w", "work", "show", "About").expectFailure(3, saying: "no such chat")
    try manent("-w", "work", "show", "About…").expectFailure(2, saying: "several chats fit")
    try manent("-w", "work", "forget", "kites").expectFailure(3)
  }

  @Test func `of eight digits that nobody has is begun with a word`() throws {
    let outcome = try manent("-w", "work", "chat", "--cid", "deadbeef", "--no-documents", "Hi")
    #expect(outcome.status == 0 && outcome.complaints == ["manent: no chat has the id 'deadbeef'; this begins one"])
    #expect(try manent("-w", "work", "chat", "--cid", "deadbeef", "--no-documents", "Hi").complaints == [])
    #expect(try manent("-w", "work", "chat", "--cid", "user-007", "--no-documents", "Hi").complaints == [])
  }

  @Test func `is offered by the id that lists show, with its title`() throws {
    let offered = try manent.succeed("-w", "work", "__complete", "chats")
    #expect(offered.contains("\(ids[1].suffix(8))\tAbout kites\n"), "\(offered)")
    #expect(try manent.succeed("__complete", "settings").contains("chat.window\n"))
    #expect(try manent.succeed("__complete", "providers").contains("extractive\n"))
    try manent.succeed("-w", "work", "tag", "About kites", "sky")
    #expect(try manent.succeed("-w", "work", "__complete", "tags") == "sky\n")
    #expect(try manent.succeed("__complete", "plugins").contains("tracker\n"))
  }

  @Test func `is listed as far as it is asked for, and what there is none of is said`() throws {
    #expect(
      try manent.json("-w", "work", "show", "About kites", "--last", "1", "--json")["messages"]?.array?.count == 1)
    #expect(try manent.succeed("-w", "work", "chats", "--tag", "x") == "no chat has the tag 'x'\n")
    #expect(try manent.succeed("-w", "work", "chats", "-n", "0") == "")
    try manent("-w", "work", "chats", "-n", "-1").expectFailure(2)
    let plan = try manent.succeed("-w", "work", "retention", "plan")
    #expect(plan.contains("no rule is set, so every chat stays") && !plan.contains("About kites"), "\(plan)")
  }

  @Test(arguments: ["provider", "embedder"]) func `cannot be answered by somebody whom nobody knows`(_ key: String)
    throws
  {
    try manent("-w", "work", "config", "set", key, "extractiv")
      .expectFailure(2, saying: "no \(key) is called 'extractiv' on this machine")
    try manent("-w", "work", "config", "set", key, "tracker").expectFailure(2, saying: "no \(key) is called 'tracker'")
    #expect(try manent("-w", "work", "config", "set", key, "openai").status == 0)
  }

  @Test func `is kept where the system says the home is, with a word, when HOME says nothing`() throws {
    var here = manent
    here.environment["HOME"] = ""
    let outcome = try here("-w", "work", "chats")
    #expect(
      outcome.status == 0 && outcome.errors.contains("manent: HOME is no whole path (''); taking /"), "\(outcome)")
  }
}
