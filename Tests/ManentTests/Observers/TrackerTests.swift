import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `The tracker` {
  private static let folder = Path(#filePath).parent.parent.parent.parent / "plugins/tracker"

  /// The blocks of code of its README in a language.
  private func blocks(_ language: String) throws -> [String] {
    try (Self.folder / "README.md").text.components(separatedBy: "```\(language)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }
  }

  /// The settings that its README gives.
  private func settings() throws -> String { try #require(try blocks("yaml").first) + "\n" }

  @Test func `keeps the states that its README tells of a conversation about homes`() throws {
    let manent = try Tool()
    _ = try manent.makeWorkspace()
    try manent.write("\(manent.base)/config/manent/config.yaml", try settings() + "    limits: {observe: 1min}\n")
    try manent.succeed("-w", "work", "config", "set", "observers", "[tracker]")
    var count = 0
    var message = ""
    for line in try #require(try blocks("text").first).split(separator: "\n") {
      if line.hasPrefix("> ") {
        message = String(line.dropFirst(2))
        let outcome = try manent("-w", "work", "chat", "--cid", "sale", "--no-documents", message)
        #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
      } else {
        count += 1
        let state = try manent.json("-w", "work", "show", "sale", "--json")["state"]
        #expect(state?.serialized() == String(line), "after «\(message)»")
      }
    }
    #expect(count == 9)
    let shown = try manent.succeed("-w", "work", "show", "sale", "--last", "1")
    #expect(
      shown.contains("  - interested_in: 2BHK, villa, Sarjapur Greens\n") && shown.contains("  - phase: closing\n"))
  }

  /// What is said to it, with what went before it, and what it makes of that.
  private static let cases: [(String, String, String)] = [
    // Whole words where words are parted by spaces, and words inside others where they are not.
    ("Flatten the notable villages", "{}", #"{"phase":"discovery","engagement":1}"#),
    (
      "หาคอนโดริมน้ำ", "{}",
      #"{"last_intent":"search","interested_in":["condominium"],"phase":"discovery","engagement":3}"#
    ),
    ("2bhkในกรุงเทพ", "{}", #"{"interested_in":["2BHK"],"phase":"discovery","engagement":3}"#),
    ("11 ห้องนอน", "{}", #"{"last_topic":"size","phase":"discovery","engagement":1}"#),
    ("ＶＩＬＬＡ", "{}", #"{"interested_in":["villa"],"phase":"discovery","engagement":3}"#),
    // The longest first.
    (
      "It is too expensive", "{}", #"{"last_topic":"price","objections":["budget"],"phase":"discovery","engagement":0}"#
    ),
    ("townhouse", "{}", #"{"interested_in":["townhouse"],"phase":"discovery","engagement":3}"#),
    // What is turned down.
    (
      "I don’t want a villa", #"{"interested_in":["villa","plot"],"phase":"discovery"}"#,
      #"{"interested_in":["plot"],"engagement":1}"#
    ),
    (
      "not a villa but a plot", #"{"interested_in":["villa"],"phase":"discovery"}"#,
      #"{"interested_in":["plot"],"engagement":3}"#
    ),
    (
      "ไม่เอาวิลล่า อยากได้ที่ดิน", #"{"interested_in":["villa"],"phase":"discovery"}"#,
      #"{"last_intent":"search","interested_in":["plot"],"engagement":3}"#
    ),
    ("No problem, a villa then", #"{"phase":"discovery"}"#, #"{"interested_in":["villa"],"engagement":3}"#),
    ("I am not interested", #"{"phase":"discovery","engagement":5}"#, #"{"objections":["no interest"]}"#),
    (
      "I am not interested in a villa", #"{"phase":"discovery","interested_in":["villa"]}"#,
      #"{"interested_in":[],"engagement":1}"#
    ),
    (
      "It is not very expensive", #"{"phase":"discovery","objections":["budget"]}"#,
      #"{"last_topic":"price","objections":[],"engagement":1}"#
    ),
    (
      "ไม่แพง", #"{"phase":"discovery","objections":["budget"]}"#,
      #"{"last_topic":"price","objections":[],"engagement":1}"#
    ),
    // It does not go back, and what a stranger has put into the state does no harm.
    ("Show me more", #"{"phase":"closing","engagement":1}"#, #"{"last_intent":"search","engagement":2}"#),
    (
      "a villa", #"{"phase":7,"interested_in":"x","objections":[1],"engagement":true}"#,
      #"{"interested_in":["villa"],"phase":"discovery","engagement":3}"#
    ),
  ]

  @Test func `finds words, the longest first, and what is turned down`() throws {
    var lines = [#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"settings":{}}}"#]
    for (number, (text, state, _)) in Self.cases.enumerated() {
      let messages: JSON = [["role": "user", "content": JSON(text)], ["role": "assistant", "content": "A house."]]
      lines.append(
        #"{"jsonrpc":"2.0","id":\#(number + 1),"method":"observe","params":{"messages":\#(messages.serialized()),"state":\#(state)}}"#
      )
    }
    let answers = try talk(lines)
    try #require(answers.count == Self.cases.count + 1)
    for (answer, (text, state, patch)) in zip(answers.dropFirst(), Self.cases) {
      #expect(answer["result"]?["state"]?.serialized() == patch, "«\(text)» after \(state)")
    }
  }

  private func talk(_ lines: [String]) throws -> [JSON] {
    let program = Program(in: TemporaryFolder.current, environment: ["PATH": Platform.environment["PATH"] ?? ""])
    let outcome = try program.run(
      ["\(Self.folder)/tracker.py"], input: Array((lines.joined(separator: "\n") + "\n").utf8), seconds: 20)
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
    return try outcome.output.split(separator: "\n").map { try JSON(parsing: String($0)) }
  }

  @Test func `goes by the words of its settings, and says what is wrong with them`() throws {
    let manent = try Tool()
    _ = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "config", "set", "observers", "[tracker]")
    func states(_ settings: String, _ message: String) throws -> (JSON?, String) {
      try manent.write(
        "\(manent.base)/config/manent/config.yaml", "plugins: {tracker: {limits: {observe: 1min}, \(settings)}}\n")
      let outcome = try manent("-w", "work", "chat", "--new", "--no-documents", message)
      #expect(outcome.status == 0)
      return (try manent.json("-w", "work", "show", "--json")["state"], outcome.errors)
    }
    let own = "topics: {tea: [oolong, ชา]}, phases: {first: [], last: [oolong]}, engagement: {message: 5}"
    #expect(
      try states("defaults: false, \(own)", "Some oolong for a villa")
        == (["last_topic": "tea", "phase": "last", "engagement": 8], ""))
    #expect(try states("interests: {villa: []}", "a villa").0 == ["phase": "discovery", "engagement": 1])
    for (settings, words) in [
      ("topics: [a]", "the setting 'topics' must be a mapping"),
      ("topics: {a: b}", "the setting 'topics.a' must be a list of words"),
      ("tpics: {}", "the setting 'tpics' is not known; there are intents"),
      ("engagement: {message: much}", "the setting 'engagement' gives whole numbers to message"),
    ] {
      let (state, errors) = try states(settings, "a villa")
      #expect(state == [:] && errors.contains(words), "\(errors)")
    }
  }

  @Test func `has settings that its schema takes, and refuses what it does not know`() throws {
    let script = """
      import json, sys, yaml, jsonschema
      schema = yaml.safe_load(open("\(Self.folder)/plugin.yaml"))["settings"]
      validator = jsonschema.validators.validator_for(schema)
      validator.check_schema(schema)
      words = json.load(open("\(Self.folder)/words.json"))
      good = [words, {}, {"defaults": False}] + [d["plugins"]["tracker"] for d in [yaml.safe_load(sys.stdin)]]
      bad = [{"x": 1}, {"topics": []}, {"topics": {"a": [1]}}, {"engagement": {"x": 1}}, {"defaults": 1}]
      check = validator(schema)
      print([check.is_valid(value) for value in good], [check.is_valid(value) for value in bad])
      """
    let outcome = try Program(in: TemporaryFolder.current, environment: ["PATH": Platform.environment["PATH"] ?? ""])
      .run(["python3", "-c", script], input: Array(try settings().utf8))
    #expect(
      outcome.output == "[True, True, True, True] [False, False, False, False, False]\n", "\(outcome)")
  }
}
