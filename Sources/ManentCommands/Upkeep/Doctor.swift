import ManentCommandLine
import ManentFormats
import ManentUpkeep
import ManentWorkspace

/// `manent doctor`: looks for what is not as it should be.
enum DoctorCommand {
  static let repair = Flag("repair", help: "mend what can be mended without losing anything")

  static let thorough = Flag("thorough", help: "read all of git's objects and all documents")

  static var command: Command {
    Command(
      "doctor", group: "Upkeep", summary: "look for damage, and mend it",
      discussion: """
        Looks at git's newest objects, what it is told about the files and what merges and killed commands have left; at the catalog, \
        documents and their segments, the lines of every chat, what was forgotten and what is not committed. Ends with status 1 when a \
        problem is left.
        """,
      examples: [
        Example("manent doctor", "look"),
        Example("manent doctor --repair", "look and mend"),
      ],
      parameters: [repair, thorough, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let problems = try session.workspace().check(
      Workspace.Check(repairs: invocation[repair], isThorough: invocation[thorough]))
    let isWell = problems.allSatisfy(\.isRepaired)
    session.finishProgress()
    if session.wantsJSON {
      try session.print([
        "ok": .bool(isWell),
        "problems": .array(
          problems.map {
            [
              "path": .string($0.path), "problem": .string($0.problem), "repair": .string($0.repair),
              "repaired": .bool($0.isRepaired),
            ]
          }),
      ])
    } else {
      for problem in problems { try session.say("\(problem.path): \(problem.problem) (\(problem.repair))") }
      try session.say(
        problems.isEmpty ? "all is well" : isWell ? "all is mended" : "\(problems.filter { !$0.isRepaired }.count) left"
      )
    }
    if !isWell { throw SilentExit(code: .failed) }
  }
}
