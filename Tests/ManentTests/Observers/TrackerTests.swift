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
      #"{"last_intent":"search","interested_in":["condominium"],"phase":"discovery","engagement":3,"current_filters":{"kind":"condominium"}}"#
    ),
    (
      "2bhkในกรุงเทพ", "{}",
      #"{"interested_in":["2BHK"],"phase":"discovery","engagement":3,"current_filters":{"kind":"2BHK","place":"กรุงเทพ"}}"#
    ),
    ("11 ห้องนอน", "{}", #"{"last_topic":"size","phase":"discovery","engagement":1}"#),
    (
      "ＶＩＬＬＡ", "{}",
      #"{"interested_in":["villa"],"phase":"discovery","engagement":3,"current_filters":{"kind":"villa"}}"#
    ),
    // The longest first.
    (
      "It is too expensive", "{}", #"{"last_topic":"price","objections":["budget"],"phase":"discovery","engagement":0}"#
    ),
    (
      "townhouse", "{}",
      #"{"interested_in":["townhouse"],"phase":"discovery","engagement":3,"current_filters":{"kind":"townhouse"}}"#
    ),
    // What is turned down.
    (
      "I don’t want a villa", #"{"interested_in":["villa","plot"],"phase":"discovery"}"#,
      #"{"interested_in":["plot"],"engagement":1}"#
    ),
    (
      "not a villa but a plot", #"{"interested_in":["villa"],"phase":"discovery"}"#,
      #"{"interested_in":["plot"],"engagement":3,"current_filters":{"kind":"plot"}}"#
    ),
    (
      "ไม่เอาวิลล่า อยากได้ที่ดิน", #"{"interested_in":["villa"],"phase":"discovery"}"#,
      #"{"last_intent":"search","interested_in":["plot"],"engagement":3,"current_filters":{"kind":"plot"}}"#
    ),
    (
      "No problem, a villa then", #"{"phase":"discovery"}"#,
      #"{"interested_in":["villa"],"engagement":3,"current_filters":{"kind":"villa"}}"#
    ),
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
      #"{"interested_in":["villa"],"phase":"discovery","engagement":3,"current_filters":{"kind":"villa"}}"#
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

  /// What is said, with the filters before it, and those after it.
  private static let filters: [(String, String, String)] = [
    ("2bhk in Whitefield under 80 lakh", "{}", #"{"kind":"2BHK","place":"Whitefield","limit":8000000}"#),
    ("show me 2bhk in electronic city", "{}", #"{"kind":"2BHK","place":"Electronic City"}"#),
    ("Make it 3BHK", #"{"kind":"2BHK","limit":8000000}"#, #"{"kind":"3BHK","limit":8000000}"#),
    ("a villa then", #"{"kind":"3BHK","place":"A"}"#, #"{"kind":"3BHK, villa","place":"A"}"#),
    ("not a villa", #"{"kind":"3BHK, villa"}"#, #"{"kind":"3BHK"}"#),
    ("not in Whitefield, but in Sarjapur Road", #"{"place":"Whitefield"}"#, #"{"place":"Sarjapur Road"}"#),
    ("not in Whitefield", #"{"kind":"villa","place":"Whitefield"}"#, #"{"kind":"villa"}"#),
    ("between 60 and 80 lakh", "{}", #"{"minimum":6000000,"limit":8000000}"#),
    ("not more than Rs 1.2 crore", #"{"limit":1}"#, #"{"limit":12000000}"#),
    ("at least 90 lakhs", #"{"limit":8000000}"#, #"{"minimum":9000000}"#),
    ("my budget is now 75,00,000", "{}", #"{"limit":7500000}"#),
    ("Budget is no issue", #"{"kind":"villa","limit":1}"#, #"{"kind":"villa"}"#),
    ("anywhere is fine", #"{"kind":"villa","place":"A"}"#, #"{"kind":"villa"}"#),
    ("Let us start over", #"{"kind":"villa","place":"A","limit":1}"#, "{}"),
    ("คอนโดแถวสุขุมวิทไม่เกิน 3 ล้าน", "{}", #"{"kind":"condominium","place":"สุขุมวิท","limit":3000000}"#),
    // What is no filter.
    ("It is over my budget, and under construction in June", #"{"kind":"plot"}"#, #"{"kind":"plot"}"#),
    ("How much is it in total, for under 5 people?", #"{"kind":"plot"}"#, #"{"kind":"plot"}"#),
    ("Thunder 500000", "{}", "{}"), ("I am in a hurry", "{}", "{}"), ("villa", #"7"#, #"{"kind":"villa"}"#),
  ]

  @Test func `keeps what the search is narrowed down to, changed and taken back by what is said later`() throws {
    var lines = [#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"settings":{}}}"#]
    for (number, (text, before, _)) in Self.filters.enumerated() {
      let messages: JSON = [["role": "user", "content": JSON(text)], ["role": "assistant", "content": "Yes."]]
      let state = #"{"current_filters":\#(before)}"#
      lines.append(
        #"{"jsonrpc":"2.0","id":\#(number + 1),"method":"observe","params":{"messages":\#(messages.serialized()),"state":\#(state)}}"#
      )
    }
    for (answer, (text, before, after)) in zip(try talk(lines).dropFirst(), Self.filters) {
      let state: JSON = ["current_filters": try JSON(parsing: before)]
      let patch = try #require(answer["result"]?["state"])
      let filters = state.merging(patch)["current_filters"] ?? [:]
      #expect(try filters == JSON(parsing: after), "«\(text)» after \(before)")
    }
  }

  @Test func `keeps what the answer has shown, and that it has suggested a visit or a meeting`() throws {
    func patch(_ answer: String, _ sources: String) throws -> JSON? {
      let messages: JSON = [["role": "user", "content": "Hm"], ["role": "assistant", "content": JSON(answer)]]
      return try talk([
        #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}"#,
        #"{"jsonrpc":"2.0","id":1,"method":"observe","params":{"messages":\#(messages.serialized()),"sources":\#(sources),"state":{}}}"#,
      ]).last?["result"]?["state"]
    }
    let shown = try patch(
      "Would you like to see it on a site visit?", #"[{"document":"a.md","line":3,"text":"Two \n rooms"}]"#)
    #expect(shown?["last_shown"] == [["document": "a.md", "line": 3, "text": "Two rooms"]])
    #expect(shown?["site_visit_suggested"] == true && shown?["meeting_suggested"] == nil)
    #expect(try patch("We can arrange a meeting with the builder.", "[]")?["meeting_suggested"] == true)
    let nothing = try patch("The meeting room holds ten. We do not arrange a site visit.", "[]")
    #expect(nothing == ["phase": "discovery", "engagement": 1])
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
