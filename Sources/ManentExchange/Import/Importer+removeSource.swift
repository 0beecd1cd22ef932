import ManentCatalog
import ManentChats
public import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import ManentWorkspace

extension Importer {
  /// Removes the folders of the legacy layout, after seeing that the workspace holds every byte of the documents and
  /// every message of the chats. The sessions' indexes can be made from the documents, and go with them.
  ///
  /// - Parameter path: the folder that they are in.
  /// - Returns: how many bytes were freed.
  /// - Throws: `ImportError.Code.incomplete` when anything is not in the workspace; then nothing was removed.
  public func removeSource(_ path: Path) throws -> Int {
    let path = try Files.resolvingLinks(path)
    let layout = try LegacyLayout(in: path)
    var problems = layout.passedOver.map { "\($0) is not imported" }
    let documents = workspace.root / WorkspaceLayout.documents
    var here: Set<BlobID> = []
    for row in try workspace.documents() where row.problem == nil {
      // What counts is what lies on the disk now, not what the catalog remembers.
      here.insert(try LegacyDocuments.blob(of: documents / row.name))
    }
    for copy in layout.copies where !here.contains(try LegacyDocuments.blob(of: copy.path)) {
      problems.append("\(copy.path) is not among the documents")
    }
    let chats = try run(path, Options(format: .legacy, isRehearsal: true)).chats
    problems += chats.failed.map { "\($0.chat): \($0.error)" }
    if chats.added + chats.extended + chats.forgotten > 0 {
      problems.append("\(chats.added + chats.extended + chats.forgotten) chats are not, or not whole, in the workspace")
    }
    // What cannot be read is among the problems already.
    for (history, _) in problems.isEmpty ? layout.histories : [] {
      let json = try Self.history(history) { _ in }
      let read = try LegacyHistory.chats(json, name: history.name)
      if LegacyHistory.holdsMore(than: read, json) { problems.append("\(history) holds something else than messages") }
      let count = try countWithoutCredentials(of: read)
      if count > 0 {
        problems.append(
          "\(history.name) holds credentials, without which \(count.counted("message is", "messages are")) here")
      }
    }
    guard problems.isEmpty else {
      let rest = problems.count > 3 ? "; and \(problems.count - 3) more" : ""
      throw ImportError(
        .incomplete, path.string, "not removed: " + problems.prefix(3).joined(separator: "; ") + rest)
    }
    var freed = 0
    let files =
      layout.copies.map { (path: $0.path, status: $0.status) } + layout.indexes.values.joined() + layout.histories
    for (file, status) in files {
      guard try Files.status(file) == status else {
        throw ImportError(
          .incomplete, file.string, "it has changed while it was imported, and is not removed", advice: "import again")
      }
      try Files.remove(file)
      freed += status.size
    }
    for folder in try layout.folders { Self.removeEmpty(folder) }
    for name in ["data", "faiss_index"] { Files.removeEmptyFolder(path / name) }
    return freed
  }

  /// How many of the messages are here only with their credentials taken out.
  private func countWithoutCredentials(of chats: [ForeignChat]) throws -> Int {
    let secret = try chats.compactMap { try $0.imported(unlessEmpty: .now) }.flatMap(\.messages)
      .filter { !$0.redacted().findings.isEmpty }
    guard !secret.isEmpty else { return 0 }
    var left = Set(secret.map(\.content))
    for row in try workspace.chats() where !left.isEmpty {
      let chat = try ChatReader(path: row.path, folder: workspace.root / row.path).read().chat
      for message in chat.messages + chat.replaced { left.remove(message.content) }
    }
    return left.count
  }

  /// Removes a folder and those in it as far as they are empty; hidden files stay, and what holds them.
  private static func removeEmpty(_ folder: Path) {
    guard let names = try? Files.list(folder) else { return }
    for name in names where (try? Files.status(folder / name))??.kind == .folder { removeEmpty(folder / name) }
    Files.removeEmptyFolder(folder)
  }
}
