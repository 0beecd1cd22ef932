/// The lines of one version of a JSON Lines file, each under its id, so that versions can be compared line by line.
package struct PartLines {
  /// The text of a line; of several with one id all of them, in the order of their bytes, a line feed between two.
  package private(set) var texts: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// Takes a version apart. A line without an id is known by its bytes.
  package init(_ bytes: [UInt8]) {
    var lines: [ArraySlice<UInt8>: Set<ArraySlice<UInt8>>] = [:]
    for line in LineUnion.lines(of: bytes) { lines[LineUnion.id(of: line) ?? line, default: []].insert(line) }
    texts = lines.mapValues { lines in
      Array(lines.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [0x0A]))
    }
  }
}
