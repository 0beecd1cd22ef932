import Foundation
import ManentServe
import Testing

/// The page is written as files of its own, and a part of the program.
@Suite struct PageAssetsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/ManentServe/Page")

  private static let markup = [
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "style=\"",
  ]

  private static func assets() throws -> [(name: String, text: String)] {
    let assets = folder.appending(path: "assets")
    return try FileManager.default.contentsOfDirectory(atPath: assets.path).sorted().map {
      ($0, try String(contentsOf: assets.appending(path: $0), encoding: .utf8))
    }
  }

  /// The files as they are sent: without what shifts their lines to the right, which no text of theirs goes across.
  private static func sent() throws -> [(name: String, text: String)] {
    try assets().map { ($0.name, $0.text.replacing(#/\n +/#, with: "\n")) }
  }

  /// The files as Swift, in strings whose delimiter stands in none of them.
  private static func swift(_ assets: [(name: String, text: String)]) -> String {
    var lines = ["// Written from the files in `assets` by `MANENT_RECORD=1 swift test --filter PageAssetsTests`.", ""]
    lines += ["extension PageAssets {", "  /// The files by their names.", "  static let files: [String: String] = ["]
    for (name, text) in assets {
      lines.append("    \"\(name)\": ##\"\"\"")
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "      " + $0 }
      lines.append("      \"\"\"##,")
    }
    lines += ["  ]", "}"]
    return "// swift-format-ignore-file\n" + lines.joined(separator: "\n") + "\n"
  }

  @Test func `The program holds the page's files as they are sent`() throws {
    let assets = try Self.sent()
    let file = Self.folder.appending(path: "PageAssets+files.swift")
    let text = Self.swift(assets)
    if ProcessInfo.processInfo.environment["MANENT_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text, "record it anew with MANENT_RECORD=1")
  }

  @Test func `The page is small, and nothing in it takes markup or comes from elsewhere`() throws {
    let assets = try Self.assets()
    #expect(try Self.sent().reduce(0) { $0 + $1.text.utf8.count } < 100_000)
    #expect(Set(assets.map(\.name)).isSuperset(of: ["index.html", "app.js", "style.css"]))
    for (name, text) in assets {
      for line in text.split(separator: "\n") where name.hasSuffix(".js") {
        #expect(line.count { $0 == "`" } % 2 == 0, "\(name) has a text of several lines: \(line)")
      }
      for word in Self.markup { #expect(!text.contains(word), "\(name) has \(word)") }
      let addresses = text.matches(of: #/https?:\/\/[a-z0-9]/#).map { String($0.output) }
      #expect(addresses.isEmpty || name == "icon.svg" || name == "dom.js", "\(name) names an address: \(addresses)")
    }
  }
}
