import Foundation
import Testing

/// The modules with their imports and the folders of each module with the types that they name, read from the sources.
@Suite struct ModuleGraphTests {
  @Test func `Imports point downward only`() throws {
    let graph = try SourceTree.imports()
    #expect(graph.edges.count > 10)
    #expect(graph.circular.isEmpty, "these import each other: \(graph.circular)")
  }

  @Test func `The folders of a module do not name each other in a circle`() throws {
    let folders = try SourceTree.folders()
    #expect(folders.count { $0.value.edges.count > 1 } > 10)
    for (module, graph) in folders.sorted(by: { $0.key < $1.key }) {
      #expect(graph.circular.isEmpty, "\(module): these folders name each other's types: \(graph.circular)")
    }
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
      "A folder of a module names only types of folders before it; `.` is the module's own folder.", "",
      "| module | folders, the lowest first |", "| --- | --- |",
    ]
    for (module, graph) in try SourceTree.folders().sorted(by: { $0.key < $1.key }) where graph.edges.count > 1 {
      let sorted = graph.edges.keys.sorted { (graph.height(of: $0), $0) < (graph.height(of: $1), $1) }
      lines.append("| `\(module)` | \(list(sorted)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func list(_ names: Set<String>) -> String { list(names.sorted()) }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0.isEmpty ? "." : $0)`" }.joined(separator: ", ")
  }
}
