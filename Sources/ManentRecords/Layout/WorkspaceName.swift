/// What a workspace may be called: the name becomes a folder's name.
public enum WorkspaceName {
  /// Checks a name: letters, digits, `.`, `_` and `-`, 1 to 64 of them, not beginning with a dot or a dash.
  public static func check(_ name: String) throws(WorkspaceError) {
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "._-".unicodeScalars.contains(scalar)
        || scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .spacingMark
    }
    guard isPlain, (1...64).contains(name.utf8.count), !name.hasPrefix("."), !name.hasPrefix("-") else {
      throw WorkspaceError(
        .badName, "'\(name)'", "not a workspace name", advice: "use letters, digits, '.', '_' and '-', at most 64")
    }
  }
}
