import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats

/// `manent index rebuild`.
enum IndexRebuild {
  static var command: Command {
    Command(
      "rebuild", summary: "embed all documents anew, and remove the vectors of other embedders",
      discussion: """
        For when an embedder has become another one under the same name, or the vectors of former embedders are to go. An embedder that \
        cannot do it is an error, and what there is stays.
        """,
      examples: [
        Example("manent index rebuild", "embed all documents anew"), Example("manent index rebuild --json", "as JSON"),
      ],
      parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let report = try session.workspace().rebuildIndex()
    session.finishProgress()
    if session.wantsJSON {
      return try session.print([
        "embedder": .string(report.embedder), "documents": JSON(report.documents), "chunks": JSON(report.chunks),
        "removed": JSON(report.removed),
      ])
    }
    try session.say(
      "\(report.documents.counted("document")), \(report.chunks.counted("passage")) embedded by '\(report.embedder)'")
    if report.removed > 0 { try session.say("removed \(report.removed) files of other embedders") }
  }
}
