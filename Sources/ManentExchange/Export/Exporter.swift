import ManentCatalog
import ManentChats
import ManentCore
import ManentFormats
import ManentRecords
public import ManentWorkspace

/// Gives chats out, so that memory grows neither with their number nor with the length of one.
///
/// The bytes depend on the chats' content alone: chats come by their beginning, then by id, and no time of export is in
/// them.
public struct Exporter {
  /// Chats of more bytes than this are read part by part.
  private static let longChat = 4 << 20
  /// Chats are read together until they have this many bytes.
  private static let batchBytes = 8 << 20

  private let workspace: Workspace
  private let tell: (@Sendable (String) -> String)?

  /// An exporter of a workspace's chats.
  ///
  /// - Parameters:
  ///   - workspace: the workspace.
  ///   - tell: gives what is said of a message's `error`; `nil` for the error as it is. JSON is copied as it is kept.
  public init(of workspace: Workspace, tell: (@Sendable (String) -> String)? = nil) {
    self.workspace = workspace
    self.tell = tell
  }

  /// The chats that fit a filter.
  ///
  /// - Throws: `WorkspaceError.Code.noChat` for a tag that no chat has: what a slip of the pen leaves out of a backup is
  ///   missed too late.
  public func chats(matching filter: ExportFilter) throws -> [ExportChoice] {
    let rows = try workspace.chats()
    let known = Set(rows.flatMap(\.tags))
    for tag in filter.tags.sorted() where !known.contains(tag) {
      throw WorkspaceError(.noChat, "'\(tag)'", "no chat has this tag", advice: "'manent chats' lists the chats")
    }
    return rows.filter(filter.includes).map(ExportChoice.init)
  }

  /// Writes chats in a form.
  ///
  /// - Parameters:
  ///   - chats: the chats, in any order.
  ///   - format: the form.
  ///   - write: called with each piece of the text, in UTF-8.
  /// - Returns: what could not be given out; it does not keep the rest from it.
  public func export(
    _ chats: [ExportChoice], as format: ExportFormat, write: ([UInt8]) throws -> Void
  ) throws -> ExportReport {
    try withoutActuallyEscaping(write) { write in
      let ordered = chats.sorted(by: ExportChoice.comesFirst)
      let heading = ExportHeading(workspace: workspace.name, chats: ordered)
      let renderer = format.renderer
      var report = ExportReport()
      var output = ExportOutput(to: write)
      try renderer.begin(heading, into: &output)
      for batch in batches(ordered) {
        try Interruption.check()
        if ordered.count > 500 {
          workspace.surroundings.report(.init("Exporting", done: batch.lowerBound, total: ordered.count))
        }
        try export(ordered, batch, with: renderer, into: &output, report: &report)
      }
      try renderer.end(heading, isEmpty: report.chats == 0, into: &output)
      try output.finish()
      return report
    }
  }

  private func export(
    _ chats: [ExportChoice], _ batch: Range<Int>, with renderer: any ChatRenderer, into output: inout ExportOutput,
    report: inout ExportReport
  ) throws {
    var readers: [(Int, ChatReader)] = []
    for index in batch {
      let path = chats[index].path
      guard let folder = try folder(of: chats[index], report: &report) else { continue }
      readers.append((index, ChatReader(path: path, folder: folder, tell: tell)))
    }
    if readers.count == 1, chats[readers[0].0].bytes > Self.longChat {
      return try exportLong(
        readers[0].1, ExportPlace(index: readers[0].0, count: chats.count), renderer, &output, &report)
    }
    let count = chats.count
    let pieces = try Parallel.map(readers) { index, reader in
      Self.piece(of: reader, ExportPlace(index: index, count: count), renderer)
    }
    for (piece, (_, reader)) in zip(pieces, readers) {
      switch piece {
      case .success(let (bytes, defects)):
        if bytes.isEmpty {
          report.leftOut += 1
        } else {
          try output.add(renderer.separator(isFirst: report.chats == 0))
          try output.add { $0 += bytes }
          report.chats += 1
        }
        note(defects, reader.path, &report)
      case .failure(let problem):
        report.failures.append(.init(path: reader.path, error: problem.description))
      }
    }
  }

  /// A reason why a chat could not be read.
  private struct Problem: Error { var description: String }

  private static func piece(
    of reader: ChatReader, _ place: ExportPlace, _ renderer: any ChatRenderer
  ) -> Result<([UInt8], [ChatFiles.Defect]), Problem> {
    do {
      let reading = try reader.read()
      var output = ExportOutput()
      try renderer.chat(reading.chat, at: place, into: &output)
      return .success((output.bytes, reading.defects))
    } catch {
      return .failure(Problem(description: "\(error)"))
    }
  }

  private func exportLong(
    _ reader: ChatReader, _ place: ExportPlace, _ renderer: any ChatRenderer, _ output: inout ExportOutput,
    _ report: inout ExportReport
  ) throws {
    let reading: ChatReader.Reading
    do {
      reading = try reader.outline()
    } catch {
      report.failures.append(.init(path: reader.path, error: "\(error)"))
      return
    }
    // Part of the chat may be written by now: an error ends the export, lest half a chat pass for a whole one.
    try output.add(renderer.separator(isFirst: report.chats == 0))
    try renderer.chat(reading.chat, at: place, into: &output)
    report.chats += 1
    note(reading.defects, reader.path, &report)
  }

  /// Notes what is wrong with a chat. The unfinished last line of a part is set aside, or is on its way.
  private func note(_ defects: [ChatFiles.Defect], _ path: String, _ report: inout ExportReport) {
    for defect in workspace.setTornLinesAside(among: defects, in: path) {
      if defect.isTorn {
        workspace.surroundings.notify("\(path)/\(defect.part), line \(defect.line): \(defect.problem); passed over")
      } else {
        report.failures.append(
          .init(path: path, error: "\(defect.part), line \(defect.line): \(defect.problem); left out"))
      }
    }
  }

  /// The folder of a chat, after checking that it lies inside the workspace; `nil` when it is not there any more.
  private func folder(of choice: ExportChoice, report: inout ExportReport) throws -> Path? {
    let settings = ChatSettings(id: choice.id, title: choice.title, createdAt: choice.created)
    do {
      return try workspace.files(of: Chat(path: choice.path, settings: settings)).folder
    } catch {
      report.failures.append(.init(path: choice.path, error: "\(error)"))
      return nil
    }
  }

  /// Chats that are read together: of bounded length, a long one by itself.
  private func batches(_ chats: [ExportChoice]) -> some Sequence<Range<Int>> {
    sequence(state: 0) { start in
      guard start < chats.count else { return nil }
      let first = start
      var bytes = 0
      while start < chats.count, start - first < 512 {
        let size = chats[start].bytes
        if start > first, size > Self.longChat || bytes + size > Self.batchBytes { break }
        start += 1
        bytes += size
        if size > Self.longChat { break }
      }
      return first..<start
    }
  }
}
