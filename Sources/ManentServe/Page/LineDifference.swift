import ManentFormats

/// How two texts differ, line by line, with three lines around each change.
struct LineDifference {
  private let old: [Substring]
  private let new: [Substring]

  init(_ old: [UInt8], _ new: [UInt8]) {
    self.old = String(decoding: old, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    self.new = String(decoding: new, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }

  private struct Line {
    var kind: String
    var text: Substring
    var from: Int
    var to: Int
  }

  /// `[{"from","to","lines":[{"kind","text"}]}]`: places are lines from 1.
  var json: JSON {
    let lines = lines
    var hunks: [JSON] = []
    var index = 0
    while let change = lines[index...].firstIndex(where: { $0.kind != " " }) {
      let start = max(index, change - 3)
      var end = change
      var quiet = 0
      var place = change
      while place < lines.count, quiet <= 6 {
        if lines[place].kind == " " {
          quiet += 1
        } else {
          quiet = 0
          end = place
        }
        place += 1
      }
      let last = min(lines.count - 1, end + 3)
      hunks.append([
        "from": JSON(lines[start].from), "to": JSON(lines[start].to),
        "lines": .array(
          lines[start...last].map { ["kind": .string($0.kind), "text": .string(String($0.text))] }),
      ])
      index = last + 1
      if index >= lines.count { break }
    }
    return .array(hunks)
  }

  /// All lines of both. Between what both begin and end with, the longest common sequence is kept where that is quickly
  /// found, else all of the old goes and all of the new comes.
  private var lines: [Line] {
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    var result = (0..<head).map { Line(kind: " ", text: old[$0], from: $0 + 1, to: $0 + 1) }
    let (oldEnd, newEnd) = (old.count - tail, new.count - tail)
    let (rows, columns) = (oldEnd - head, newEnd - head)
    var (i, j) = (0, 0)
    if rows * columns <= 4_000_000, rows > 0, columns > 0 {
      var table = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
      for row in stride(from: rows - 1, through: 0, by: -1) {
        for column in stride(from: columns - 1, through: 0, by: -1) {
          let place = row * (columns + 1) + column
          table[place] =
            old[head + row] == new[head + column]
            ? table[place + columns + 2] + 1 : max(table[place + columns + 1], table[place + 1])
        }
      }
      while i < rows, j < columns {
        let place = i * (columns + 1) + j
        if old[head + i] == new[head + j] {
          result.append(Line(kind: " ", text: old[head + i], from: head + i + 1, to: head + j + 1))
          (i, j) = (i + 1, j + 1)
        } else if table[place + columns + 1] >= table[place + 1] {
          result.append(Line(kind: "-", text: old[head + i], from: head + i + 1, to: head + j + 1))
          i += 1
        } else {
          result.append(Line(kind: "+", text: new[head + j], from: head + i + 1, to: head + j + 1))
          j += 1
        }
      }
    }
    while i < rows {
      result.append(Line(kind: "-", text: old[head + i], from: head + i + 1, to: head + j + 1))
      i += 1
    }
    while j < columns {
      result.append(Line(kind: "+", text: new[head + j], from: head + i + 1, to: head + j + 1))
      j += 1
    }
    for place in 0..<tail {
      result.append(Line(kind: " ", text: old[oldEnd + place], from: oldEnd + place + 1, to: newEnd + place + 1))
    }
    return result
  }
}
