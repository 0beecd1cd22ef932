/// Numbers as a row of bars, one character each.
package enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// The row; the greatest number is as high as a line, and what is not 0 is seen to be something.
  package static func text(_ numbers: [Int]) -> String {
    let greatest = max(1, numbers.max() ?? 1)
    return String(
      numbers.map { number in
        number <= 0 ? " " : bars[min(bars.count - 1, (number * bars.count - 1) / greatest)]
      })
  }
}

/// A share of a whole as a bar.
package enum Bar {
  /// A bar that fills `width` places when the part is the whole; what is not 0 is seen to be something.
  package static func text(_ part: Int, of whole: Int, width: Int) -> String {
    guard part > 0, whole > 0 else { return "" }
    // In eighths of a place.
    let eighths = max(1, Int((Double(part) / Double(whole) * Double(width * 8)).rounded()))
    let full = min(width, eighths / 8)
    let rest = full == width ? 0 : eighths % 8
    return String(repeating: "█", count: full) + (rest == 0 ? "" : String(Array(" ▏▎▍▌▋▊▉")[rest]))
  }
}
