import ManentCore
import ManentIndex

/// Finds the documents that somebody means by a name, however it is written.
struct DocumentNaming {
  private let names: [String]

  /// Looks among documents of these names.
  init(_ names: [String]) { self.names = names }

  /// The documents of that name: exactly, else by the file's name, else without the extension, else by all of its words.
  func documents(called text: String) -> [String] {
    let text = text.filter { !"\"'“”„«»`".contains($0) }.droppingBlanks
    guard !text.isEmpty else { return [] }
    for matches in [
      { (name: String) in name == text },
      { $0.lowercased() == text.lowercased() },
      { Path($0).name.lowercased() == text.lowercased() },
      { Self.stem($0) == Self.words(text) },
    ] as [(String) -> Bool] {
      let found = names.filter(matches)
      if !found.isEmpty { return found }
    }
    let sought = Set(Self.words(text))
    guard !sought.isEmpty else { return [] }
    return names.filter { sought.isSubset(of: Self.words($0)) }
  }

  /// The words of a file's name without its extension.
  private static func stem(_ name: String) -> [String] {
    let file = Path(name).name
    return words(file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file)
  }

  private static func words(_ text: String) -> [String] { TextWord.words(of: text).map(\.folded) }
}
