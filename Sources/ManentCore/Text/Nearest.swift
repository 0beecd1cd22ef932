/// Finds what a misspelled word was meant to be.
public enum Nearest {
  /// The candidate with the fewest slips from `word`, or `nil` when none is near (more than a third of the letters
  /// wrong).
  ///
  /// Of several equally near ones the first in order is taken.
  public static func match(for word: String, in candidates: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = distance(Array(word.lowercased()), Array(candidate.lowercased()))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// How many letters must be inserted, dropped, changed or swapped with their neighbour to make one word the other.
  ///
  /// The optimal string alignment form of the Damerau–Levenshtein distance (Damerau 1964).
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let cost = left[row] == right[column] ? 0 : 1
        var value = min(previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          value = min(value, before[column - 1] + 1)
        }
        current.append(value)
      }
      (before, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
