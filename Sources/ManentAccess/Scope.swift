/// How far a token goes.
public enum Scope: String, Sendable, CaseIterable, Comparable {
  /// Looks, and asks without anything being kept.
  case read
  /// Chats, documents, settings of chats.
  case write
  /// What cannot be undone, and what concerns others.
  case admin

  /// Whether one goes less far than another.
  public static func < (left: Scope, right: Scope) -> Bool { left.rank < right.rank }

  private var rank: Int { Scope.allCases.firstIndex(of: self) ?? 0 }
}
