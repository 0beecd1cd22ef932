internal import ManentGit

/// An entry of two trees whose name is no text, so that nothing can be said of it but which side has what.
public struct OpaquePath: Sendable {
  /// The path from the root, in bytes.
  let name: [UInt8]
  let ours: TreeEntry?
  let theirs: TreeEntry?
  let bases: [TreeEntry?]

  /// The path for people: what is no text is shown as `\\351`, as git does.
  public var shown: String {
    var shown = ""
    var rest = name[...]
    while !rest.isEmpty {
      // The longest beginning that is text.
      let length = (1...min(4, rest.count)).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length {
        shown += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else {
        let digits = String(rest.removeFirst(), radix: 8)
        shown += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return shown
  }

  /// What it is in the joined tree: as on the side that changed it; of two changes the one with the greater id.
  var joined: TreeEntry? {
    if ours == theirs || bases.contains(theirs) { return ours }
    if bases.contains(ours) { return theirs }
    guard let ours, let theirs else { return ours ?? theirs }
    return ours.id < theirs.id ? theirs : ours
  }
}
