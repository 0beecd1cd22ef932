extension Catalog {
  /// How many passages each document has, by its row; documents without any are left out.
  public func passageCounts() throws(CatalogError) -> [Int: Int] {
    let rows = try database.rows("SELECT id, passages FROM documents WHERE passages > 0") {
      ($0.integer(0), $0.rows(1))
    }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}
