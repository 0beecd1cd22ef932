import ManentIndex
package import ManentPlugins

/// HTML: the readable text, in the form of Markdown.
package struct HTMLExtractor: Extractor {
  /// The endings of the names of such files.
  package static let endings: Set<String> = ["html", "htm", "xhtml", "xht"]

  package let name = "html"

  package var extensions: Set<String> { Self.endings }

  package func extract(_ bytes: [UInt8], fileName: String) throws -> ExtractedText? {
    // NUL marks binary content, but in UTF-16, which its byte order mark tells.
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if !isUTF16, bytes.contains(0) { return nil }
    guard let page = HTMLEncoding.utf8(of: bytes) else { return nil }
    let isXML = HTMLText.isXML(page.text, fileName: fileName)
    let extracted = HTMLText.extract(decoded: page.text, isXML: isXML)
    return ExtractedText(
      text: Array(extracted.text.utf8), format: .markdown, isVerbatim: false, encoding: page.encoding,
      title: extracted.title, replaced: page.replaced)
  }
}
