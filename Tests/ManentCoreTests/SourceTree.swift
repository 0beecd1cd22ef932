import Foundation

/// The Swift files below `Sources`, read once.
struct SourceTree {
  struct File {
    /// The module that it belongs to.
    var module: String
    /// Its folder in the module; empty for the module's own.
    var folder: String
    /// Its path from `Sources`.
    var path: String
    var text: String
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  static let files: Result<[File], any Error> = Result { try read() }

  private static func read() throws -> [File] {
    var files: [File] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() where path.hasSuffix(".swift") {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count > 1 else { continue }
      files.append(
        File(
          module: parts[0], folder: parts[1..<(parts.count - 1)].joined(separator: "/"), path: path,
          text: try String(contentsOf: root.appending(path: path), encoding: .utf8)))
    }
    return files
  }

  /// The modules with the modules of ours that they import.
  static func imports() throws -> Graph {
    let files = try files.get()
    let modules = Set(files.map(\.module))
    var graph = Graph()
    for file in files {
      graph.add(file.module)
      for line in file.text.split(separator: "\n") {
        guard let found = imported(line), modules.contains(found), found != file.module else { continue }
        graph.add(file.module, naming: found)
      }
    }
    return graph
  }

  /// The module that a line imports; `nil` for any other line.
  private static func imported(_ line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place == words.count - 2,
      words[..<place].allSatisfy({ ["public", "package", "internal", "private"].contains($0) || $0.hasPrefix("@") })
    else { return nil }
    return String(words[place + 1])
  }

  /// The folders of each module, with those whose types they name.
  static func folders() throws -> [String: Graph] {
    var graphs: [String: Graph] = [:]
    for (module, files) in Dictionary(grouping: try files.get(), by: \.module) {
      let words = files.map { (folder: $0.folder, words: SourceWords($0.text)) }
      var homes: [String: Set<String>] = [:]
      for file in words { for type in file.words.declared { homes[type, default: []].insert(file.folder) } }
      var graph = Graph()
      for file in words {
        graph.add(file.folder)
        for type in file.words.named {
          // A name that several folders have is one for each of them alone.
          guard let home = homes[type], home.count == 1, let folder = home.first, folder != file.folder else {
            continue
          }
          graph.add(file.folder, naming: folder)
        }
      }
      graphs[module] = graph
    }
    return graphs
  }
}
