/// The extension `REUC` of git's index: the versions of files whose conflict was resolved, with which `git checkout
/// --merge` brings it back.
///
/// A path and a zero byte, three modes in octal digits, each with a zero byte, and the name of the content for each mode
/// that is not 0.
enum ResolvedConflicts {
  /// The contents that the extension names.
  static func contents(in bytes: [UInt8]) throws(GitError) -> [ObjectID] {
    var contents: [ObjectID] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      var texts: [ArraySlice<UInt8>] = []
      while texts.count < 4 {
        guard let zero = rest.firstIndex(of: 0) else { throw cutShort }
        texts.append(rest[..<zero])
        rest = rest[(zero + 1)...]
      }
      for mode in texts.dropFirst() where !mode.elementsEqual("0".utf8) {
        guard rest.count >= ObjectID.length else { throw cutShort }
        contents.append(rest.prefix(ObjectID.length).withUnsafeBytes { ObjectID($0) })
        rest = rest.dropFirst(ObjectID.length)
      }
    }
    return contents
  }

  private static var cutShort: GitError { IndexLayout.damaged("the extension 'REUC' is cut short") }
}
