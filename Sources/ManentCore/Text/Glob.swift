/// A pattern for names, as `fnmatch(3)` reads it: `*` is any text, with `/` in it as well, `?` one character, `[a-z]`
/// one of a set, `[!a-z]` one that is not in it; a backslash takes the next one as it is.
///
/// It counts characters whatever the locale: a process that never asks for one would take `é` for two.
public struct Glob: Sendable, Equatable {
  /// One part of a pattern.
  private enum Part: Sendable, Equatable {
    case anyText
    case anyCharacter
    case character(Character)
    case set([ClosedRange<Character>], isInverted: Bool)
  }

  /// The pattern as it was written.
  public let pattern: String
  private let parts: [Part]

  /// A pattern from its text.
  public init(_ pattern: String) {
    self.pattern = pattern
    var parts: [Part] = []
    var rest = pattern[...]
    while let character = rest.popFirst() {
      switch character {
      case "*": parts.append(.anyText)
      case "?": parts.append(.anyCharacter)
      case "\\": parts.append(.character(rest.popFirst() ?? character))
      case "[":
        if let (set, length) = Self.set(rest) {
          parts.append(set)
          rest = rest.dropFirst(length)
        } else {
          parts.append(.character(character))
        }
      default: parts.append(.character(character))
      }
    }
    self.parts = parts
  }

  /// The set that begins behind a bracket, and how long it is; `nil` when no bracket closes it.
  private static func set(_ text: Substring) -> (Part, length: Int)? {
    let characters = Array(text)
    var position = 0
    let isInverted = characters.first == "!" || characters.first == "^"
    if isInverted { position += 1 }
    let first = position
    var ranges: [ClosedRange<Character>] = []
    while position < characters.count {
      let lower = characters[position]
      // A bracket that stands first is one of the set.
      if lower == "]", position > first { return (.set(ranges, isInverted: isInverted), position + 1) }
      if position + 2 < characters.count, characters[position + 1] == "-", characters[position + 2] != "]" {
        if lower <= characters[position + 2] { ranges.append(lower...characters[position + 2]) }
        position += 3
      } else {
        ranges.append(lower...lower)
        position += 1
      }
    }
    return nil
  }

  /// Whether the whole name fits.
  public func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (part, place) = (0, 0)
    // Where to go on when what follows the last `*` does not fit: the `*` takes one character more.
    var retry: (part: Int, place: Int)?
    while place < name.count {
      if part < parts.count, parts[part] == .anyText {
        retry = (part, place)
        part += 1
      } else if part < parts.count, Self.fits(name[place], parts[part]) {
        part += 1
        place += 1
      } else if let last = retry {
        retry = (last.part, last.place + 1)
        (part, place) = (last.part + 1, last.place + 1)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .anyText }
  }

  private static func fits(_ character: Character, _ part: Part) -> Bool {
    switch part {
    case .anyText: false
    case .anyCharacter: true
    case .character(let wanted): character == wanted
    case .set(let ranges, let isInverted): ranges.contains { $0.contains(character) } != isInverted
    }
  }
}
