import ManentExtraction

/// A character reference of HTML in Markdown: `&amp;`, `&#169;`.
enum MarkdownReference {
  /// The characters that it stands for; the reference itself when it is none.
  static func text(of reference: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: HTMLReferences.decoded(Array(reference)[...]), as: UTF8.self)
  }
}
