import ManentCore
internal import ManentGit
import ManentHistory
public import ManentRecords

/// What a document may be called: a path below `documents/`.
public enum DocumentName {
  /// Checks a name from anywhere: relative, no `.` or `..` part, no part that begins with a dot, no control
  /// characters, parts of at most 255 bytes (what file systems take), 1,024 bytes in all.
  public static func check(_ name: String) throws(WorkspaceError) {
    func refuse(_ problem: String) -> WorkspaceError {
      WorkspaceError(.badName, "'\(printable(name))'", "not a document name: \(problem)")
    }
    if name.isEmpty { throw refuse("it is empty") }
    if name.utf8.first == UInt8(ascii: "/") { throw refuse("it must not begin with '/'") }
    if name.utf8.count > 1024 { throw refuse("it is longer than 1,024 bytes") }
    for part in Path.parts(of: name, omittingEmpty: false) {
      if part.isEmpty { throw refuse("a part of it is empty") }
      if part == ".." { throw refuse("it must not leave the folder with '..'") }
      if part.utf8.first == UInt8(ascii: ".") { throw refuse("'\(printable(String(part)))' begins with a dot") }
      if GitName.meansRepository(part) { throw refuse("'\(printable(String(part)))' means git's own folder") }
      if part.utf8.count > 255 { throw refuse("a part of it is longer than 255 bytes") }
    }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw refuse("it holds a control character")
    }
  }

  /// The name with control characters made visible, for messages.
  private static func printable(_ name: String) -> String {
    String(
      String.UnicodeScalarView(name.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }
}
