import ManentFormats

/// How fast a chat of 100,000 messages is read and written: `swift run -c release formats-benchmark`.
@main struct FormatsBenchmark {
  static func main() {
    let plain = "Attention weighs every word by how much it matters to every other word, and that is all it does. "
    for (name, content) in [
      ("short", plain), ("long", String(repeating: plain, count: 20)),
      ("escaped", String(repeating: "She said: \"yes\",\nand left.\n", count: 20)),
      ("Cyrillic", String(repeating: "Внимание взвешивает каждое слово по его важности. ", count: 20)),
    ] {
      let text = (0..<100_000).map { line($0, content) }.joined(separator: "\n") + "\n"
      let bytes = Array(text.utf8)
      var values: [JSON] = []
      values.reserveCapacity(100_000)
      let reading = ContinuousClock().measure {
        for line in JSONLines(bytes) { if case .success(let value) = line.result { values.append(value) } }
      }
      var written: [UInt8] = []
      let writing = ContinuousClock().measure {
        for value in values {
          value.append(to: &written)
          written.append(0x0A)
        }
      }
      precondition(written == bytes)
      print("\(name): \(bytes.count / 1_000_000) MB, read \(rate(bytes, reading)), written \(rate(bytes, writing))")
    }
  }

  private static func line(_ number: Int, _ content: String) -> String {
    let message: JSON = [
      "id": .string("0193a1b2-c3d4-7e5f-8a9b-\(100_000_000_000 + number)"),
      "parent": "0193a1b2-c3d4-7e5f-8a9b-0123456789ab",
      "role": "user", "content": .string(content), "created_at": "2026-11-20T10:00:00.000Z", "device": "laptop",
    ]
    return message.serialized()
  }

  private static func rate(_ bytes: [UInt8], _ duration: Duration) -> String {
    "\(Int(Double(bytes.count) / 1e6 / (duration / .seconds(1)))) MB/s"
  }
}
