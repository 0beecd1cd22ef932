extension Catalog {
  /// A run of posting lists, as the catalog knows it.
  public struct Run: Sendable, Equatable {
    /// The row that its first one is.
    public var first: Int
    /// How many rows it spans.
    public var rows: Int
    /// The file that it is; `nil` for one whose bytes the catalog keeps.
    public var file: String?

    /// A run from its parts.
    public init(first: Int, rows: Int, file: String? = nil) {
      self.first = first
      self.rows = rows
      self.file = file
    }
  }

  /// Rows of `gone` in a block.
  private static let block = 4096

  /// The runs in the order of their rows.
  public func runs() throws(CatalogError) -> [Run] {
    try database.rows("SELECT first, rows, file FROM runs ORDER BY first") {
      Run(first: $0.rows(0), rows: $0.rows(1), file: $0.isNull(2) ? nil : $0.text(2))
    }
  }

  /// The bytes of a run that the catalog keeps.
  public func bytes(ofRunFrom first: Int) throws(CatalogError) -> [UInt8] {
    try database.rows("SELECT bytes FROM runs WHERE first = ?", Value(first), read: { $0.blob(0) }).first ?? []
  }

  /// Adds a run; `bytes` are given for one that is no file.
  public func add(_ run: Run, bytes: [UInt8]? = nil) throws(CatalogError) {
    try database.run(
      "INSERT OR REPLACE INTO runs(first, rows, file, bytes) VALUES(?, ?, ?, ?)", Value(run.first), Value(run.rows),
      Value(run.file), bytes.map { .blob($0) } ?? .null)
  }

  /// Forgets a run.
  public func remove(_ run: Run) throws(CatalogError) {
    try database.run("DELETE FROM runs WHERE first = ?", Value(run.first))
  }

  /// The rows of passages that are gone: bits, the lowest first, and the row that the first bit stands for.
  public func gone() throws(CatalogError) -> [(first: Int, bits: [UInt8])] {
    let sql = "SELECT block, bits FROM gone WHERE block >= 0 AND block < ?"
    return try database.rows(sql, Value(Statement.mostRows / Self.block)) { ($0.integer(0) * Self.block, $0.blob(1)) }
  }

  /// Notes that some rows have no passage, or none any more.
  public func noteGone(_ rows: Range<Int>) throws(CatalogError) {
    var row = rows.lowerBound
    while row < rows.upperBound {
      let block = row / Self.block
      let end = min(rows.upperBound, (block + 1) * Self.block)
      var bits =
        try database.rows("SELECT bits FROM gone WHERE block = ?", Value(block), read: { $0.blob(0) }).first ?? []
      bits += [UInt8](repeating: 0, count: max(0, Self.block / 8 - bits.count))
      for place in row - block * Self.block..<end - block * Self.block { bits[place / 8] |= 1 << UInt8(place % 8) }
      try database.run("INSERT OR REPLACE INTO gone(block, bits) VALUES(?, ?)", Value(block), .blob(bits))
      row = end
    }
  }
}
