/// A table; the first column holds names, the others figures.
func table(_ heads: [String], _ rows: [[String]]) -> String {
  let rule = heads.indices.map { $0 == 0 ? "---" : "---:" }
  return ([heads, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n"
}

/// A share in percent, to one place.
func percentage(_ share: Double) -> String { decimal(share * 100, places: 1) + " %" }

/// A number that is not negative, to some places.
func decimal(_ number: Double, places: Int) -> String {
  let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
  let digits = String(Int((number * scale).rounded()))
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  return places == 0 ? padded : "\(padded.dropLast(places)).\(padded.suffix(places))"
}
