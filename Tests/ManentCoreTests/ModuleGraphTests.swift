import Foundation
import Testing

/// The modules and their imports, read from the sources.
@Suite struct ModuleGraphTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let sources = root.appending(path: "Sources")

  /// The modules that each module of ours imports.
  private static func imports() throws -> [String: Set<String>] {
    var graph: [String: Set<String>] = [:]
    for module in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
      let folder = sources.appending(path: module)
      for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        for line in text.split(separator: "\n") {
          guard let match = line.wholeMatch(of: #/(?:@\w+ )?(?:(?:public|package|internal|private) )?import (\w+)/#)
          else { continue }
          graph[module, default: []].insert(String(match.1))
        }
      }
    }
    return graph.mapValues { $0.filter { graph[$0] != nil } }
  }

  /// How far above those that import nothing of ours a module is; `nil` in a cycle.
  private static func levels(_ graph: [String: Set<String>]) -> [String: Int] {
    var levels: [String: Int] = [:]
    while levels.count < graph.count {
      let ready = graph.filter { levels[$0.key] == nil && $0.value.allSatisfy { levels[$0] != nil } }
      if ready.isEmpty { break }
      for (module, below) in ready { levels[module] = (below.compactMap { levels[$0] }.max() ?? -1) + 1 }
    }
    return levels
  }

  @Test func `Imports point downward only`() throws {
    let graph = try Self.imports()
    #expect(graph.count > 10)
    let levels = Self.levels(graph)
    let cyclic = graph.keys.filter { levels[$0] == nil }.sorted()
    #expect(cyclic.isEmpty, "these import each other: \(cyclic)")
  }

  /// `MANENT_RECORD=1` writes the page anew.
  @Test func `The page of the modules is drawn from their imports`() throws {
    let graph = try Self.imports()
    let levels = Self.levels(graph)
    var lines = [
      "# Modules", "", "Who imports whom, read from the sources.", "", "## Overview", "",
      "A module imports only what stands in a row above its own.", "", "| level | module | imports |",
      "| ---: | --- | --- |",
    ]
    for (module, level) in levels.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      let below = (graph[module] ?? []).sorted().map { "`\($0)`" }.joined(separator: ", ")
      lines.append("| \(level) | `\(module)` | \(below) |")
    }
    let text = lines.joined(separator: "\n") + "\n"
    let page = Self.sources.appending(path: "ManentCore/ManentCore.docc/Modules.md")
    if ProcessInfo.processInfo.environment["MANENT_RECORD"] == "1" {
      try text.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == text, "record it anew with MANENT_RECORD=1")
  }
}
