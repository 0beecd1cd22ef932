/// The sorts of objects that Manent reads and writes, with the numbers that a pack gives them.
package enum ObjectKind: UInt8 {
  case commit = 1
  case tree = 2
  case blob = 3
  /// An annotated tag: never written by Manent, and kept like all else.
  case tag = 4

  /// The word that git has for it.
  package var name: String {
    switch self {
    case .commit: "commit"
    case .tree: "tree"
    case .blob: "blob"
    case .tag: "tag"
    }
  }
}
