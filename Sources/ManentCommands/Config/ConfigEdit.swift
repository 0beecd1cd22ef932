import ManentCommandLine
import ManentCore
import ManentTerminal
import ManentWorkspace

/// `manent config edit`.
enum ConfigEdit {
  static var command: Command {
    Command(
      "edit", summary: "open the file in your editor, and take it over when it is valid",
      discussion:
        "The editor is $VISUAL, else $EDITOR, else vi. It works on a copy, so that a half-done file is never in force.",
      examples: [Example("manent config edit", "the workspace's")],
      parameters: [ConfigCommand.machine], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let place = try ConfigCommand.place(session)
    var before = try SettingsFile.bytes(place.owner, at: place.path)
    if before.isEmpty {
      before = Array("# The settings of this machine; 'manent config list --machine' names them.\n".utf8)
    }
    let folder = try Files.makeTemporaryFolder(prefix: "manent-edit-", environment: invocation.environment)
    let copy = folder / place.path.name
    try Files.writeNew(before, to: copy, mode: 0o600, sync: false)
    guard let after = try edited(copy, before, place.owner, place.path, session) else {
      throw SilentExit(code: .failed)
    }
    if Array(after.text.utf8) == before {
      try session.say("nothing is changed")
    } else {
      try ConfigCommand.replace(after, summary: "edit", session)
      // Settings that could not be read before had named nobody.
      let old = (try? SettingsFile(after.owner, at: place.path, holding: before)).map(ConfigNames.init)
      let new = ConfigNames(after)
      if after.owner == .workspace, new != old { try new.agree(session, at: place.path.parent) }
    }
    try Files.removeTree(folder)
  }

  /// The settings that come out of the editor; `nil` when the user gives up, who has been told where the text is then.
  private static func edited(
    _ copy: Path, _ before: [UInt8], _ owner: SettingsFile.Owner, _ path: Path, _ session: Session
  ) throws -> SettingsFile? {
    let editor = UserEditor.command(session.invocation.environment)
    while true {
      let status = try TerminalProgram.run(editor, on: copy)
      guard status == 0 else {
        return giveUp("the editor '\(editor)' ended with status \(status)", copy, before, session)
      }
      do {
        let file = try SettingsFile(owner, at: path, holding: Files.read(copy, limit: 1 << 20))
        try file.check()
        return file
      } catch let error as any ManentError {
        guard session.terminal.readsFromTerminal else { return giveUp("\(error)", copy, before, session) }
        session.terminal.report("manent: " + Terminal.inert("\(error)"))
        session.terminal.reportPiece("Edit again? [Y/n] ")
        let answer = try session.readAnswer() ?? "n"
        if answer.lowercased().hasPrefix("n") { return giveUp("given up", copy, before, session) }
      }
    }
  }

  /// Says why nothing is changed, and where what was typed is, if anything was.
  private static func giveUp(_ reason: String, _ copy: Path, _ before: [UInt8], _ session: Session) -> SettingsFile? {
    var end = "nothing is changed"
    if let typed = try? Files.read(copy, limit: 1 << 20), typed == before {
      try? Files.removeTree(copy.parent)
    } else {
      end += "; the text is kept in \(copy)"
    }
    session.terminal.report("manent: " + Terminal.inert("\(reason)\n\(end)"))
    return nil
  }
}
