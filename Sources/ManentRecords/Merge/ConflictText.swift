/// The sides of a text in which git has left the markers of a conflict.
package struct ConflictText {
  /// What was there on the side that was checked out.
  package private(set) var ours: [UInt8] = []
  /// What was there on the other side.
  package private(set) var theirs: [UInt8] = []

  /// Takes a text apart; `nil` when it holds no markers, or they do not fit together.
  package init?(_ bytes: [UInt8]) {
    enum Part { case both, ours, base, theirs }
    var part = Part.both
    var found = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      switch (Self.marker(line), part) {
      case (UInt8(ascii: "<")?, .both): (part, found) = (.ours, true)
      case (UInt8(ascii: "|")?, .ours): part = .base
      case (UInt8(ascii: "=")?, .ours), (UInt8(ascii: "=")?, .base): part = .theirs
      case (UInt8(ascii: ">")?, .theirs): part = .both
      case (UInt8(ascii: "<")?, _), (UInt8(ascii: ">")?, _): return nil
      default:
        if part == .both || part == .ours { ours += line + [0x0A] }
        if part == .both || part == .theirs { theirs += line + [0x0A] }
      }
    }
    guard found, part == .both else { return nil }
    // The last piece of the split is what follows the last line end.
    ours.removeLast()
    theirs.removeLast()
  }

  /// The character of a marker: seven times the same at the beginning of a line, then its end or a space.
  private static func marker(_ line: ArraySlice<UInt8>) -> UInt8? {
    guard let first = line.first, "<|=>".utf8.contains(first), line.prefix(7).count == 7,
      line.prefix(7).allSatisfy({ $0 == first })
    else { return nil }
    let next = line.dropFirst(7).first
    return next == nil || next == 0x20 || next == 0x0D ? first : nil
  }
}
