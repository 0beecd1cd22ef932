import ManentCore

/// Which encoding makes words of some language out of bytes that do not say what they are.
///
/// Every encoding in question is tried on the lines that are not ASCII, and what comes out is rated from 0 to 1: letters
/// of a language's alphabet in places where that language has them, or the commonest characters of one without an
/// alphabet. No language model is needed: what is read in the wrong encoding has capital letters and signs in the middle
/// of words, or characters that nobody writes.
struct EncodingGuess {
  /// The encoding; `nil` when none makes sense.
  let best: EncodingName?

  /// Below this, nothing that came out is text.
  private static let threshold = 0.55
  /// More is not needed to tell.
  private static let sampleLength = 16 << 10

  init(_ bytes: [UInt8]) {
    let sample = Self.sample(of: bytes)
    var best: (encoding: EncodingName, rating: Double)?
    for (encoding, prior) in WrittenLanguage.encodings {
      guard let text = Self.scalars(of: sample, in: encoding) else { continue }
      for language in WrittenLanguage.all where language.encodings.contains(encoding.name) {
        let rating = language.rating(of: text, sample, in: encoding) * prior
        if rating > best?.rating ?? 0 { best = (encoding, rating) }
      }
    }
    if let best, best.rating >= Self.threshold {
      self.best = best.encoding
    } else {
      self.best = Self.isPlainlyWestern(bytes) ? EncodingName("windows-1252") : nil
    }
  }

  /// Lines that are not ASCII, up to a length; the last one may be cut.
  private static func sample(of bytes: [UInt8]) -> [UInt8] {
    var sample: [UInt8] = []
    var position = 0
    while sample.count < sampleLength, let high = bytes[position...].firstIndex(where: { $0 >= 0x80 }) {
      let start = bytes[position..<high].lastIndex(of: 0x0A).map { $0 + 1 } ?? position
      // A line may be a whole file; what is long before the place says nothing of it.
      let begin = high - start > 256 ? high - 64 : start
      let end = bytes[high...].prefix(sampleLength).firstIndex(of: 0x0A).map { $0 + 1 }
      let stop = end ?? min(bytes.count, high + sampleLength)
      sample += bytes[begin..<stop]
      position = stop
    }
    return sample
  }

  private static func scalars(of sample: [UInt8], in encoding: EncodingName) -> [Unicode.Scalar]? {
    guard let converted = TextConversion(sample, from: encoding.converter, isPart: true) else { return nil }
    let scalars = Array(String(decoding: converted.text, as: UTF8.self).unicodeScalars)
    let others = scalars.count { !$0.isASCII }
    return converted.replaced <= 1 + others / 50 ? scalars : nil
  }

  /// Whether the bytes are ASCII but for a few that Windows-1252 knows: signs in a text, as programs have them.
  private static func isPlainlyWestern(_ bytes: [UInt8]) -> Bool {
    var (letters, high) = (0, 0)
    for byte in bytes {
      if byte >= 0x80 { high += 1 } else if (byte | 0x20) &- UInt8(ascii: "a") < 26 { letters += 1 }
    }
    let unassigned: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    return high * 8 <= letters && !bytes.contains(where: unassigned.contains)
  }
}
