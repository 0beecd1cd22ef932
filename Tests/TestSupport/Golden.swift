import ManentCore
public import Testing

/// Compares what the product says with files that were recorded once and read by a person.
///
/// The files lie in the folder `Golden` of the test module. `MANENT_RECORD=1 swift test` writes them anew.
public enum Golden {
  /// Records an issue unless `text` is what the file `name` holds.
  public static func expect(
    _ text: String, matches name: String, filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder(beside: Path(filePath)) / name
    if Platform.environment["MANENT_RECORD"] == "1" {
      try Files.makeFolders(file.parent)
      return try Files.writeAtomically(Array(text.utf8), to: file)
    }
    guard Files.exists(file) else {
      Issue.record("\(name) was never recorded; do so with MANENT_RECORD=1", sourceLocation: sourceLocation)
      return
    }
    let recorded = String(decoding: try Files.read(file), as: UTF8.self)
    if let difference = firstDifference(recorded, text) {
      Issue.record("\(name):\(difference)\nRecord it anew with MANENT_RECORD=1.", sourceLocation: sourceLocation)
    }
  }

  /// What a file holds.
  public static func text(_ name: String, filePath: String = #filePath) throws -> String {
    String(decoding: try Files.read(folder(beside: Path(filePath)) / name), as: UTF8.self)
  }

  /// The folder of golden files of the test module that a source file belongs to.
  static func folder(beside file: Path) -> Path {
    var module = file.parent
    while module.parent.name != "Tests", module.parent != module { module = module.parent }
    return (module.parent == module ? file.parent : module) / "Golden"
  }

  /// The first line that differs, as it was recorded and as it is.
  static func firstDifference(_ recorded: String, _ text: String) -> String? {
    guard recorded != text else { return nil }
    let left = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let right = text.split(separator: "\n", omittingEmptySubsequences: false)
    let row =
      zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
    func line(_ lines: [Substring]) -> String { row < lines.count ? "'\(lines[row])'" : "the end" }
    return "\(row + 1): recorded \(line(left)), now \(line(right))"
  }
}
