import ManentCore
import ManentFormats
import ManentRecords

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentGit
@testable import ManentHistory
@testable import ManentSync
@testable import ManentWorkspace

extension MergeHistories {
  /// Makes a random commit on top of a tip; the tip itself when there is nothing to do.
  ///
  /// Clocks are wrong by up to half a minute, but no commit is older than what it was made on.
  mutating func edit(_ tip: CommitID, on machine: Int) throws -> CommitID {
    let changes = try changes(to: tip)
    guard !changes.isEmpty else { return tip }
    let now = Int64.random(in: 0..<30, using: &random)
    let time = try max(now, machines[machine].time(of: tip))
    return try machines[machine].write(
      changes, on: [tip], message: "edit\n\nDevice: machine\(machine)", at: Timestamp(milliseconds: time * 1000))
  }

  private mutating func changes(to tip: CommitID) throws -> [TreeChange] {
    let edit = edits.randomElement(using: &random) ?? .append
    let id = "c\(Int.random(in: 1...3, using: &random))"
    let folder = Self.folder(id)
    let word = ["1", "2", "3"].randomElement(using: &random) ?? ""
    let document = "documents/d\(Int.random(in: 1...3, using: &random)).md"
    let settings = "\(folder)/chat.yaml"
    switch edit {
    case .append:
      guard let lines = try text(of: "\(folder)/0001.jsonl", in: tip) else { return [] }
      return [change("\(folder)/0001.jsonl", lines + line(word))]
    case .createChat:
      let isKnown = try text(of: settings, in: tip) != nil || tombstones(tip).state(of: id) != nil
      return isKnown ? [] : newChat(id)
    case .rename: return try set("title", .string(word), in: settings, tip)
    case .set: return try set(word == "1" ? "window" : "model", .string(word), in: settings, tip)
    case .unset: return try set(word == "1" ? "window" : "model", nil, in: settings, tip)
    case .tag, .untag:
      guard let text = try text(of: settings, in: tip),
        let values = SettingsValues(Array(text.utf8), file: settings)
      else { return [] }
      let left = (values.tags ?? []).filter { $0 != word }
      return try set("tags", .strings(edit == .tag ? left + [word] : left), in: settings, tip)
    case .clear: return try set("cleared_before", .string(nextID()), in: settings, tip)
    case .unclear: return try set("cleared_before", nil, in: settings, tip)
    case .fork:
      guard let yaml = try text(of: settings, in: tip), let lines = try text(of: "\(folder)/0001.jsonl", in: tip) else {
        return []
      }
      let copy = nextID()
      var document = try YAMLDocument(parsing: Array(yaml.utf8), file: settings)
      try document.set(.string(copy), for: "id")
      try document.set(.string(id), for: "forked_from")
      try document.set(nil, for: "cleared_before")
      return [
        change("\(Self.folder(copy))/chat.yaml", document.text), change("\(Self.folder(copy))/0001.jsonl", lines),
      ]
    case .comment:
      guard let text = try text(of: settings, in: tip) else { return [] }
      return [change(settings, "# \(word)\n" + text)]
    case .setWorkspace:
      return try set(word == "1" ? "provider" : "name", .string(word), in: "workspace.yaml", tip)
    case .write: return [change(document, word + "\n")]
    case .writeUnique: return [change(document, nextID() + "\n")]
    case .remove:
      let files = try machines[0].changes(from: nil, to: tip).map(\.path).filter { $0.hasPrefix("documents/") }
      return files.randomElement(using: &random).map { [change($0, nil)] } ?? []
    case .forget:
      guard try text(of: settings, in: tip) != nil else { return [] }
      let files = try machines[0].changes(from: nil, to: tip).map(\.path).filter { $0.hasPrefix(folder + "/") }
      return files.map { change($0, nil) } + [try tombstone(id, "forget", tip)]
    case .editLine, .removeLine:
      let file = "\(folder)/0001.jsonl"
      var lines = try (text(of: file, in: tip) ?? "").split(separator: "\n").map(String.init)
      guard let place = lines.indices.randomElement(using: &random) else { return [] }
      if edit == .editLine {
        lines[place] = "\(lines[place].prefix { $0 != "," }),\"content\":\"edited \(nextID())\"}"
      } else {
        lines.remove(at: place)
      }
      return [change(file, lines.map { $0 + "\n" }.joined())]
    case .restore:
      guard try tombstones(tip).state(of: id) == .forget else { return [] }
      return try restored(id, tip) + [tombstone(id, "restore", tip)]
    }
  }

  /// The chat as it was in the newest commits that had it.
  private func restored(_ id: String, _ tip: CommitID) throws -> [TreeChange] {
    var (pending, seen): ([CommitID], Set<CommitID>) = ([tip], [])
    var files: [String: [UInt8]] = [:]
    let folder = Path(Self.folder(id))
    while let commit = pending.popLast() {
      guard seen.insert(commit).inserted else { continue }
      let found = try machines[0].fork(commit, commit).files(below: folder, in: commit)
      for file in found {
        let bytes = try machines[0].content(of: file.version.blob)
        let path = file.path.string
        files[path] = files[path].map { path.hasSuffix(".jsonl") ? LineUnion.join($0, bytes) : $0 } ?? bytes
      }
      if found.isEmpty {
        pending += try machines[0].objects.read(commit.object, as: .commit) { bytes throws(GitError) in
          try CommitFacts(bytes, of: commit.object).parents
        }.map { CommitID($0) }
      }
    }
    return files.map { TreeChange(Path($0.key), .content($0.value, .file)) }
  }

  private mutating func tombstone(_ id: String, _ action: String, _ tip: CommitID) throws -> TreeChange {
    let line =
      #"{"id":"\#(nextID())","chat":"\#(id)","action":"\#(action)","created_at":"2026-11-20T10:00:00.000Z"}"# + "\n"
    return change("forgotten.jsonl", (try text(of: "forgotten.jsonl", in: tip) ?? "") + line)
  }

  private func tombstones(_ tip: CommitID) throws -> Tombstones {
    Tombstones(parsing: Array((try text(of: "forgotten.jsonl", in: tip) ?? "").utf8))
  }

  private func set(_ key: String, _ value: YAMLValue?, in file: String, _ tip: CommitID) throws -> [TreeChange] {
    guard let text = try text(of: file, in: tip) else { return [] }
    var document = try YAMLDocument(parsing: Array(text.utf8), file: file)
    try document.set(value, for: key)
    return document.text == text ? [] : [change(file, document.text)]
  }

  func text(of path: String, in tip: CommitID) throws -> String? {
    let version = try machines[0].fork(tip, tip).version(of: Path(path), in: tip)
    return try version.map { String(decoding: try machines[0].content(of: $0.blob), as: UTF8.self) }
  }
}
