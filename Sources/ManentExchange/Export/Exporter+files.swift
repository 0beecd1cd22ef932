public import ManentCore

extension Exporter {
  /// Writes chats to a file that appears, or changes, only when it is whole.
  public func export(_ chats: [ExportChoice], as format: ExportFormat, toFile path: Path) throws -> ExportReport {
    let file = try AtomicFile(at: path)
    do {
      let report = try export(chats, as: format, write: file.write)
      try file.commit()
      return report
    } catch {
      file.discard()
      throw error
    }
  }

  /// Writes a file for each chat to a folder, called as the chat's own folder is; a file of that name is replaced, and
  /// others are left alone.
  public func export(
    _ chats: [ExportChoice], as format: ExportFormat, toFolder folder: Path
  ) throws -> ExportReport {
    var sum = ExportReport()
    var names: Set<String> = []
    for chat in chats.sorted(by: ExportChoice.comesFirst) {
      let base = Path(chat.path).name
      var name = base
      var number = 2
      while !names.insert(name).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      let file = try AtomicFile(at: folder / "\(name).\(format.fileExtension)")
      do {
        let report = try export([chat], as: format, write: file.write)
        if report.chats > 0 { try file.commit() } else { file.discard() }
        sum.chats += report.chats
        sum.leftOut += report.leftOut
        sum.failures += report.failures
      } catch {
        file.discard()
        throw error
      }
    }
    return sum
  }
}
