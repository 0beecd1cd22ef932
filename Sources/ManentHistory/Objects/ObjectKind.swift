/// The sorts of objects that Manent reads and writes, with the numbers that a pack gives them.
enum ObjectKind: UInt8 {
  case commit = 1
  case tree = 2
  case blob = 3

  /// The word that git has for it.
  var name: String {
    switch self {
    case .commit: "commit"
    case .tree: "tree"
    case .blob: "blob"
    }
  }
}
