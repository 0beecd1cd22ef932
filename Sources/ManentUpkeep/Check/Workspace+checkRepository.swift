import ManentCore
import ManentHistory
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// Reads git's objects; the content of a damaged one is written anew where the workspace has it.
  func checkObjects(_ check: Check) throws -> [Problem] {
    guard let history = try historyIfThere() else { return [] }
    let damaged = try history.damagedObjects(thoroughly: check.isThorough)
    guard !damaged.isEmpty else { return [] }
    let remotes = try history.remoteAddresses().map(\.name)
    let advice =
      try history.isShallow()
      ? "'git fetch --unshallow' may bring it"
      : remotes.isEmpty
        ? "another clone or a backup may have it" : "'git fetch --refetch \(remotes[0])' may bring it, or another clone"
    return try damaged.map { object in
      let name = "\(object.kind) \(object.id)"
      let problem = "git's \(name) is \(object.isMissing ? "missing" : "damaged")"
      let place = object.path ?? ".git"
      let content = object.path.flatMap { path in
        (try? inside(path)).flatMap { try? Files.read($0, followsLinks: false) }
      }
      guard let content, try History.blobID(of: content) == object.id else {
        return Problem(path: place, problem: problem, repair: advice)
      }
      guard check.repairs else { return Problem(path: place, problem: problem, repair: "written anew with --repair") }
      let isMended = try history.mend(object, with: content)
      return Problem(
        path: place, problem: problem, repair: isMended ? "written anew from the file" : advice, isRepaired: isMended)
    }
  }

  /// Whether commits are on a branch.
  func checkBranch(_ check: Check) throws -> [Problem] {
    guard let history = try historyIfThere(), try history.isDetached() else { return [] }
    return [
      Problem(path: ".git", problem: "HEAD is detached, so that commits are on no branch", repair: detachedAdvice)
    ]
  }

  /// What a merge has left unfinished.
  func checkUnmerged(_ check: Check) throws -> [Problem] {
    guard let history = try historyIfThere() else { return [] }
    return try history.unmerged().map { path in
      if let chat = WorkspaceLayout.chatFolder(around: Path(path))?.string,
        !Files.exists(root / chat / WorkspaceLayout.chatFile)
      {
        return Problem(
          path: path, problem: "the chat was forgotten on one side of a merge, and went on on the other",
          repair: "'git rm -r \(history.prefix)\(chat)' and a commit end it as 'manent sync' would")
      }
      return Problem(
        path: path, problem: "a merge has left it in several versions", repair: "choose with git, then 'git add' it")
    }
  }

  /// Locks of git's that nobody seems to hold.
  func checkLocks(_ check: Check) throws -> [Problem] {
    guard let history = try historyIfThere() else { return [] }
    return try history.locks(olderThan: .seconds(600)).map { path in
      Problem(
        path: path.relative(to: root) ?? path.string, problem: "a lock of git's, older than ten minutes",
        repair: "remove it if no git is running")
    }
  }

  /// What git must be told about the files of a workspace.
  func checkAttributes(_ check: Check) throws -> [Problem] {
    guard let history = try historyIfThere() else { return [] }
    var problems: [Problem] = []
    for rule in Self.attributes where try !rule.isObeyed(history) {
      let file = rule.file
      var isRepaired = false
      if check.repairs {
        let path = try inside(file)
        var text = try Files.status(path) == nil ? [] : try Files.read(path, limit: 1 << 20, followsLinks: false)
        if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
        try Files.writeAtomically(text + Array((rule.line + "\n").utf8), to: path)
        isRepaired = try historyIfThere().map(rule.isObeyed) ?? false
      }
      problems.append(
        Problem(
          path: file, problem: "git is not told '\(rule.line)'",
          repair: isRepaired
            ? "added the line"
            : check.repairs ? "another file of attributes says otherwise; change that" : "added with --repair",
          isRepaired: isRepaired))
    }
    return problems
  }

  private struct AttributeRule {
    var file = ".gitattributes"
    var line: String
    var isObeyed: (History) throws -> Bool
  }

  /// Whether git commits the bytes of a file, but for its line ends.
  private static func isBare(_ path: String, _ history: History) throws -> Bool {
    try ["filter", "ident", "working-tree-encoding"].allSatisfy { name in
      switch try history.attribute(name, of: path) {
      case .unset, .unspecified: true
      case .set, .text: false
      }
    }
  }

  private static func keepsLineFeeds(_ path: String, _ history: History) throws -> Bool {
    try history.attribute("text", of: path) == .unset || history.attribute("eol", of: path) == .text("lf")
  }

  private static var attributes: [AttributeRule] {
    let chat = "\(WorkspaceLayout.chats)/2026/01/01/x-00000000"
    return [
      AttributeRule(line: WorkspaceAttributes.messages) {
        try $0.attribute("merge", of: "\(chat)/\(WorkspaceLayout.part(1))") == .text("union")
          && $0.attribute("merge", of: WorkspaceLayout.tombstones) == .text("union")
          && isBare("\(chat)/\(WorkspaceLayout.part(1))", $0)
      },
      AttributeRule(line: WorkspaceAttributes.chatSettings) {
        try $0.attribute("merge", of: "\(chat)/\(WorkspaceLayout.chatFile)") == .text("manent-yaml")
          && isBare("\(chat)/\(WorkspaceLayout.chatFile)", $0)
      },
      AttributeRule(line: WorkspaceAttributes.documents) {
        // A filter may be the user's wish: large documents are kept by Git LFS.
        try $0.attribute("text", of: "\(WorkspaceLayout.documents)/x.md") == .unset
      },
      AttributeRule(line: WorkspaceAttributes.index) {
        try $0.attribute("merge", of: "\(WorkspaceLayout.index)/x/00/00.seg") == .unset
          && isBare("\(WorkspaceLayout.index)/x/00/00.seg", $0)
      },
      AttributeRule(line: WorkspaceAttributes.texts[0]) {
        try keepsLineFeeds(WorkspaceLayout.settingsFile, $0) && isBare(WorkspaceLayout.settingsFile, $0)
      },
    ]
  }
}
