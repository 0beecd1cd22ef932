extension Catalog {
  /// The names of the documents with a passage that an FTS5 expression matches, those with the most passages first.
  public func documents(matching expression: String) throws(CatalogError) -> [String] {
    try database.rows(
      """
      SELECT d.name FROM terms JOIN passages AS p ON p.id = terms.rowid JOIN documents AS d ON d.id = p.document
      WHERE terms MATCH ? GROUP BY d.id ORDER BY count(*) DESC, d.name
      """, .text(expression)
    ) { $0.text(0) }
  }
}
