import ManentCore

extension SecretScanner {
  /// What stands in the bytes in base64, or wrapped over several lines.
  func disguised(in bytes: UnsafeRawBufferPointer) -> [Match] {
    var found = encoded(in: bytes)
    for copy in WrappedText(bytes).copies() {
      copy.bytes.withUnsafeBytes { joined in
        found += (plain(in: joined).filter { patterns[$0.pattern].isWrappable } + encoded(in: joined))
          .filter { copy.crosses($0.range) }.map { $0.moved(to: copy.original($0.range)) }
      }
    }
    return found
  }

  /// The runs of base64 whose bytes are a text with a credential in it.
  private func encoded(in bytes: UnsafeRawBufferPointer) -> [Match] {
    let text = TextWindow(bytes)
    var found: [Match] = []
    // A run of that length covers one of these places, so that few bytes need be looked at.
    var position = Self.shortestRun - 1
    while position < bytes.count {
      guard Alphabet.anyBase64.contains(bytes[position]) else {
        position += Self.shortestRun
        continue
      }
      let start = text.start(of: .anyBase64, before: position, limit: Self.shortestRun)
      let end = text.end(of: .anyBase64, from: position, limit: bytes.count)
      position = end + Self.shortestRun
      guard end - start >= Self.shortestRun, let pattern = encodedPattern(bytes, start..<end) else { continue }
      found.append(Match(range: start..<text.skip(.padding, from: end, limit: 2), pattern: pattern))
    }
    return found
  }

  private func encodedPattern(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    func decoded(_ range: Range<Int>) -> [UInt8]? {
      // One digit too many stands for no byte.
      let range = range.count % 4 == 1 ? range.dropLast() : range
      return Base64.decode(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
    guard let beginning = decoded(range.prefix(16)), beginning.allSatisfy(Self.isText), let text = decoded(range) else {
      return nil
    }
    return text.withUnsafeBytes { plain(in: $0).first?.pattern }
  }

  private static func isText(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || (0x09...0x0D).contains(byte) }

  private static let shortestRun = 24
}

extension SecretPattern {
  /// Whether it is still told from other texts where the ends of lines in it are left out.
  fileprivate var isWrappable: Bool {
    switch shape {
    case .prefixed, .parts, .webToken, .assigned, .assignedUUID, .passwordInURL, .encodedPair: true
    case .spoken, .password, .quoted, .keyBlock, .argument, .option, .netrc, .passwordFile, .puttyKey: false
    }
  }
}
