import Foundation
import Testing

/// What the pages of documentation name is there.
@Suite struct DocumentationTests {
  @Test(arguments: ["WhereThingsAre", "Glossary"]) func `Every path and every symbol of the page is there`(
    page: String
  ) throws {
    let file = SourceTree.root.appending(path: "ManentCore/ManentCore.docc/\(page).md")
    let names = Self.quoted(in: try String(contentsOf: file, encoding: .utf8))
    let (paths, symbols) = (names.filter(Self.isPath), names.filter(Self.isSymbol))
    #expect(paths.count + symbols.count > 10)
    for path in paths {
      #expect(FileManager.default.fileExists(atPath: SourceTree.root.appending(path: path).path), "no file \(path)")
    }
    for symbol in symbols { #expect(try Self.isDeclared(symbol), "nothing is called \(symbol)") }
  }

  /// The texts between backticks.
  private static func quoted(in text: String) -> Set<String> {
    Set(
      text.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
        .map { String($0.element) })
  }

  /// Whether a text names a file or a folder below `Sources`, or a module.
  private static func isPath(_ name: String) -> Bool { name.hasPrefix("Manent") }

  /// Whether a text names a type or a member of one.
  private static func isSymbol(_ name: String) -> Bool {
    name.first?.isUppercase == true && !isPath(name) && name != "HEAD"
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." }
  }

  private static func isDeclared(_ symbol: String) throws -> Bool {
    let parts = symbol.split(separator: ".").map(String.init)
    let types = parts.prefix { $0.first?.isUppercase == true }
    guard let type = types.last else { return false }
    let homes = try SourceTree.files.get().filter { file in
      types.dropLast().allSatisfy { declares($0, in: file.text, also: ["extension"]) }
        && declares(type, in: file.text, also: parts.count > types.count ? ["extension"] : [])
    }
    guard parts.count > types.count, let member = parts.last else { return !homes.isEmpty }
    return homes.contains { file in
      member == "init"
        ? file.text.contains("init(") || file.text.contains("init?(")
        : ["func", "var", "let", "case"].contains { declares(member, in: file.text, by: [$0]) }
    }
  }

  private static func declares(_ name: String, in text: String, also more: [String]) -> Bool {
    declares(name, in: text, by: ["struct", "enum", "class", "protocol", "actor"] + more)
  }

  private static func declares(_ name: String, in text: String, by keywords: [String]) -> Bool {
    keywords.contains { keyword in
      text.ranges(of: "\(keyword) \(name)").contains { range in
        range.upperBound == text.endIndex
          || !(text[range.upperBound].isLetter || text[range.upperBound].isNumber || text[range.upperBound] == "_")
      }
    }
  }
}
