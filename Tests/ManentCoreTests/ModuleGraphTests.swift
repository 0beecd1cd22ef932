import Foundation
import Testing

/// The modules with their imports and the folders of each module with the types that they name, read from the sources.
@Suite struct ModuleGraphTests {
  @Test func `Imports point downward only`() throws {
    let graph = try SourceTree.imports()
    #expect(graph.edges.count > 10)
    #expect(graph.circular.isEmpty, "these import each other: \(graph.circular)")
  }

  /// The modules in which folders still name each other in a circle. The list may only shrink.
  private static let tangled: Set<String> = ["ManentChat", "ManentCommands", "ManentServe", "ManentWorkspace"]

  @Test func `The folders of a module do not name each other in a circle`() throws {
    let folders = try SourceTree.folders()
    for (module, graph) in folders.sorted(by: { $0.key < $1.key }) {
      let circular = graph.circular
      if Self.tangled.contains(module) {
        #expect(!circular.isEmpty, "\(module) has no circle of folders any more: take it off the list")
      } else {
        #expect(circular.isEmpty, "\(module): these folders name each other's types: \(circular)")
      }
    }
    #expect(Self.tangled.isSubset(of: folders.keys))
  }

  /// `MANENT_RECORD=1` writes the page anew.
  @Test func `The page of the modules is drawn from their sources`() throws {
    let text = try Self.page()
    let page = SourceTree.root.appending(path: "ManentCore/ManentCore.docc/Modules.md")
    if ProcessInfo.processInfo.environment["MANENT_RECORD"] == "1" {
      try text.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == text, "record it anew with MANENT_RECORD=1")
  }

  private static func page() throws -> String {
    let imports = try SourceTree.imports()
    var lines = [
      "# Modules", "", "The imports of the modules and the folders inside them, read from the sources.", "",
      "## Overview", "", "A module imports only modules of a lower level.", "", "| level | module | imports |",
      "| ---: | --- | --- |",
    ]
    for (module, level) in imports.levels.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      lines.append("| \(level) | `\(module)` | \(list(imports.edges[module] ?? [])) |")
    }
    lines += [
      "", "### Folders", "",
      "A folder of a module names only types of folders before it or in a circle; `.` is the module's own folder. Left to do"
        + " are the folders of the last column: they name each other's types in a circle.", "",
      "| module | folders, the lowest first | in a circle |", "| --- | --- | --- |",
    ]
    for (module, graph) in try SourceTree.folders().sorted(by: { $0.key < $1.key }) where graph.edges.count > 1 {
      let circular = graph.circular
      let rest = graph.edges.keys.filter { !circular.contains($0) }
      let sorted = rest.sorted { (graph.height(of: $0), $0) < (graph.height(of: $1), $1) }
      lines.append("| `\(module)` | \(list(sorted)) | \(list(circular)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func list(_ names: Set<String>) -> String { list(names.sorted()) }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0.isEmpty ? "." : $0)`" }.joined(separator: ", ")
  }
}
