/// What people and programs at other machines are told of something that went wrong here.
public enum OutsideText {
  /// A sentence without clauses about the command line and the machine's settings, and with the last parts of absolute
  /// paths alone.
  public static func of(_ text: String) -> String {
    var text = text.replacing(#/[:;,] ['`]manent [^'`]*['`][^;(]*?(?=$|;| \()/#, with: "")
    let clauses = text.split(separator: "; ", omittingEmptySubsequences: false)
    // What is wrong comes first, and may have the user's own words in it.
    if clauses.count > 1 {
      text = ([clauses[0]] + clauses.dropFirst().filter { !isForTheMachine($0) }).joined(separator: "; ")
    }
    return withoutPaths(text)
  }

  /// Whether a clause says what to do at the machine: a command, an option, a file of settings.
  private static func isForTheMachine(_ clause: Substring) -> Bool {
    clause.contains(#/(?:^|[\s'`"(])(?:manent|git) (?:-\S+ \S+ )*[a-z]/#) || clause.contains("config.yaml")
      || clause.contains(#/(?:^|[\s'`"(])--?[a-z][a-z-]*(?:$|[\s'`"),=])/#)
  }

  private static func withoutPaths(_ text: String) -> String {
    // What stands behind a letter, a colon or a slash is a part of a name or of an address of the web.
    text.replacing(#/(?<before>^|[\s'"`(=\[])\/(?:[^\s'"`:;,)\]\/]+\/)+(?<name>[^\s'"`:;,)\]\/]*)/#) { match in
      match.before + match.name
    }
  }
}
