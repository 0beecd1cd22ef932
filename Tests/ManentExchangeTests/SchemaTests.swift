import Foundation
import ManentCore
import ManentExchange
import ManentFormats
import TestSupport
import Testing

/// The published schema, with Python's `jsonschema` as the judge.
@Suite(.temporaryFolder) struct `The JSON Schema` {
  /// Whether the judge finds a text to fit; its words otherwise.
  private func judge(_ text: String) throws -> String {
    let folder = TemporaryFolder.current
    try Files.writeAtomically(Array(ExportSchema.text.utf8), to: folder / "schema.json")
    try Files.writeAtomically(Array(text.utf8), to: folder / "export.json")
    let script = """
      import json, jsonschema
      schema = json.load(open("schema.json"))
      validator = jsonschema.validators.validator_for(schema, default=None)
      validator.check_schema(schema)
      errors = list(validator(schema).iter_errors(json.load(open("export.json"))))
      print("\\n".join(error.json_path for error in errors))
      """
    let outcome = try Program(in: folder, environment: ProcessInfo.processInfo.environment)
      .run(["python3", "-c", script])
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func `describes every export`() throws {
    #expect(try judge(SampleChats().export(.json).text) == "")
    #expect(try judge(#"{"format":"manent/1","workspace":"","chats":[]}"#) == "")
  }

  @Test func `refuses what no export is`() throws {
    let text = try SampleChats().export(.json).text
    for (right, wrong, path) in [
      ("manent/1", "manent/2", "$.format"), (#""role":"user""#, #""role":"robot""#, "$.chats[0].messages[0].role"),
      (#""message_count":3"#, #""message_count":-3"#, "$.chats[0].message_count"),
      (#""id":"b","#, "", "$.chats[1]"),
      (#""score":0.91"#, #""score":"0.91""#, "$.chats[0].messages[1].sources[0].score"),
      ("2026-11-20T10:00:01.000Z", "yesterday", "$.chats[0].messages[1].created_at"),
    ] {
      let changed = text.replacing(right, with: wrong, maxReplacements: 1)
      #expect(changed != text)
      #expect(try judge(changed) == path, "\(wrong)")
    }
  }
}
