import ManentChats
import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace

extension Workspace {
  func checkLines(of chat: Chat, _ outline: ChatOutline, _ check: Check) throws -> [Problem] {
    let files = try files(of: chat)
    var problems: [Problem] = []
    var first: [String: FirstLine] = [:]
    var repetitions: Set<Int> = []
    for (message, place) in zip(outline.messages, outline.places) {
      if first[message.id] == nil {
        first[message.id] = FirstLine(
          parent: message.parent, part: WorkspaceLayout.part(place.part), range: place.range)
      } else {
        repetitions.insert(place.part)
      }
    }
    for part in try files.parts() {
      let place = "\(chat.path)/\(part)"
      let hasRepetition = WorkspaceLayout.partNumber(part).map(repetitions.contains) ?? false
      let defects = outline.defects.filter { $0.part == part }
      guard hasRepetition || !defects.isEmpty else { continue }
      var superfluous: Set<Int> = []
      let bytes = try Files.read(files.folder / part, followsLinks: false)
      for line in hasRepetition ? JSONLines(bytes) : JSONLines([]) {
        guard case .success(let json) = line.result, let message = Message(json), let known = first[message.id],
          known.part != part || known.range != line.range, let other = try Self.message(at: known, in: files.folder)
        else { continue }
        let isSame = other == message
        if isSame { superfluous.insert(line.number) }
        problems.append(
          Problem(
            path: "\(place):\(line.number)",
            problem: isSame ? "the line is there twice" : "another message has the id \(message.id)",
            repair: isSame
              ? check.repairs ? "removed the second" : "removed with --repair"
              : "the first is shown; give this another id",
            isRepaired: isSame && check.repairs))
      }
      for defect in defects {
        let isMarker = Self.isConflictMarker(line: defect.line, of: bytes)
        if isMarker { superfluous.insert(defect.line) }
        if defect.isTorn, check.repairs {
          _ = try locked(.chats) {
            try files.setTornLineAside(of: part, in: stateFolder / "torn", notify: { _ in })
          }
        }
        let repair =
          defect.isTorn
          ? check.repairs ? "set aside in \(shown(stateFolder))/torn" : "set aside with --repair"
          : isMarker
            ? check.repairs ? "removed; the messages on both sides stay" : "removed with --repair"
            : "mend the line in an editor"
        problems.append(
          Problem(
            path: "\(place):\(defect.line)", problem: isMarker ? "a conflict marker of git's" : defect.problem,
            repair: repair, isRepaired: check.repairs && (defect.isTorn || isMarker)))
      }
      if check.repairs, !superfluous.isEmpty { try remove(superfluous, from: place, as: bytes) }
    }
    // One that follows what somebody has taken out by hand is shown as a beginning, and nothing is wrong with it. Where
    // something is missing or cannot be read, what it follows may have been there.
    let isWhole = try problems.isEmpty && partNumbers(of: files).missing.isEmpty
    for (id, line) in first.sorted(by: { $0.key < $1.key }) where !isWhole {
      if let parent = line.parent, first[parent] == nil {
        problems.append(
          Problem(
            path: chat.path, problem: "message \(id) follows \(parent), which is not there",
            repair: "nothing to do: it is shown as a beginning"))
      }
    }
    return problems
  }

  /// Where a message of some id was seen first.
  private struct FirstLine {
    var parent: String?
    var part: String
    var range: Range<Int>
  }

  /// The message of a line; `nil` when another line is there by now.
  private static func message(at line: FirstLine, in folder: Path) throws -> Message? {
    let bytes = try Files.read(folder / line.part, range: line.range)
    guard case .success(let json)? = JSONLines(bytes + [UInt8(ascii: "\n")]).first(where: { _ in true })?.result else {
      return nil
    }
    return Message(json)
  }

  /// The numbers of a chat's parts, and of those that are missing between them.
  func partNumbers(of files: ChatFiles) throws -> (present: Set<Int>, missing: [Int]) {
    let present = Set(try files.parts().compactMap(WorkspaceLayout.partNumber))
    return (present, (1...max(1, min(present.max() ?? 1, 1_000_000))).filter { !present.contains($0) })
  }

  /// Writes a part without some of its lines, unless it has changed meanwhile.
  private func remove(_ lines: Set<Int>, from path: String, as seen: [UInt8]) throws {
    try locked(.chats) {
      let file = try inside(path)
      let bytes = try Files.read(file, followsLinks: false)
      guard bytes.starts(with: seen) || bytes == seen else { return }
      var kept: [UInt8] = []
      var number = 0
      for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        number += 1
        if lines.contains(number) { continue }
        kept += line
        if line.endIndex < bytes.endIndex { kept.append(UInt8(ascii: "\n")) }
      }
      try Files.writeAtomically(kept, to: file)
    }
  }

  private static func isConflictMarker(line number: Int, of bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    guard number >= 1, lines.count >= number else { return false }
    let line = lines[number - 1]
    return ["<<<<<<< ", ">>>>>>> ", "||||||| "].contains { line.starts(with: $0.utf8) }
      || line.elementsEqual("=======".utf8)
  }
}
