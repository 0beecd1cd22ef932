import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Eight processes at once` {
  private let manent: Tool
  private let root: Path
  /// How many turns each of them takes; `MANENT_LONG=1` takes all that the product promises.
  private let turns = Machine.isThorough ? 250 : 12
  private let processes = 8

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  /// Has all of them take their turns, each in the chat that a line of shell with `$w` and `$i` names.
  private func run(inChat chat: String) throws {
    let one = "'\(Tool.program)' -w work chat --cid \"\(chat)\" --no-documents \"P$w says $i\" </dev/null >/dev/null"
    let script = """
      worker() { w=$1; for i in $(seq \(turns)); do \(one) || exit 1; done; }
      for w in $(seq \(processes)); do worker $w & p="$p $!"; done
      for x in $p; do wait $x || exit 1; done
      """
    let outcome = try Program(in: manent.folder, environment: manent.environment).run(
      ["bash", "-c", script], seconds: 1800)
    #expect(outcome.status == 0, "\(outcome)")
  }

  /// Every turn is there, whole: each line is sound, each question there once and answered by the line that follows it.
  private func expectEveryTurn() throws {
    var questions: [String: String] = [:]
    var answered: [String: Int] = [:]
    var ids: Set<String> = []
    let lines = try manent.lines(root)
    for line in lines {
      let id = try #require(line["id"]?.string)
      #expect(ids.insert(id).inserted)
      if line["role"] == "user" {
        questions[id] = line["content"]?.string
      } else {
        let parent = try #require(line["parent"]?.string)
        #expect(questions[parent] != nil, "an answer to nothing: \(line)")
        answered[parent, default: 0] += 1
      }
    }
    let expected = Set((1...processes).flatMap { w in (1...turns).map { "P\(w) says \($0)" } })
    #expect(Set(questions.values) == expected && questions.count == expected.count)
    #expect(answered.count == expected.count && answered.values.allSatisfy { $0 == 1 })
    #expect(lines.count == 2 * expected.count)
    try manent.succeed("-w", "work", "status")
    #expect(try manent.uncommitted(root) == "")
    #expect(try manent.faults(root) == [])
    #expect(try manent.json("-w", "work", "doctor", "--json")["ok"] == true)
  }

  @Test func `take their turns in one chat, and none is lost, torn or taken apart`() throws {
    try run(inChat: "shared")
    try expectEveryTurn()
    let chats = try manent.json("-w", "work", "chats", "--json").array ?? []
    #expect(chats.map { $0["message_count"] } == [JSON(processes * turns * 2)])
    // Reading order: an answer comes right after its question, whoever spoke at the same time.
    let messages = try manent.json("-w", "work", "show", "shared", "--json")["messages"]?.array ?? []
    var before: JSON?
    for message in messages {
      if message["role"] == "assistant" { #expect(message["parent"] == before?["id"]) }
      before = message
    }
  }

  @Test func `take their turns in fifty chats, and none is lost, torn or taken apart`() throws {
    try run(inChat: "chat-$(( (w * 7 + i) % \(Machine.isThorough ? 50 : 10) ))")
    try expectEveryTurn()
    let chats = try manent.json("-w", "work", "chats", "--json").array ?? []
    #expect(chats.count == (Machine.isThorough ? 50 : 10))
    #expect(chats.reduce(0) { $0 + ($1["message_count"]?.int ?? 0) } == processes * turns * 2)
  }
}
