internal import ManentCore

/// Paths arranged as the folders that they are in, so that trees can be compared in these paths alone.
struct PathTrie {
  private(set) var children: [[UInt8]: PathTrie] = [:]
  /// The path that ends here.
  private(set) var path: Path?

  init(_ paths: some Sequence<Path>) {
    for path in paths { insert(Fork.parts(path)[...], path) }
  }

  private init() {}

  private mutating func insert(_ parts: ArraySlice<[UInt8]>, _ path: Path) {
    guard let name = parts.first else {
      self.path = path
      return
    }
    children[name, default: PathTrie()].insert(parts.dropFirst(), path)
  }
}
