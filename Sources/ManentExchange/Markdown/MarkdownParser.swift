internal import CMD4C

/// What is told of a text in Markdown, part by part in the order of the text.
protocol MarkdownVisitor: AnyObject {
  /// The whole text, before any part of it is told; valid until the last part was. The bytes that are told lie in it, but for
  /// some that the parser makes.
  func begin(_ source: UnsafeBufferPointer<UInt8>)
  func enter(_ block: MarkdownBlock)
  func leave(_ block: MarkdownBlock)
  func enter(_ span: MarkdownSpan)
  func leave(_ span: MarkdownSpan)
  func text(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: MarkdownTextKind)
}

extension MarkdownVisitor {
  func begin(_ source: UnsafeBufferPointer<UInt8>) {}
}

/// A part of a text that stands by itself.
enum MarkdownBlock {
  case document, quote, item(isDone: Bool?), bulletList, numberedList(start: Int), rule, heading(Int), paragraph
  case code(language: String), html, table, tableHead, tableBody, row, headCell(MarkdownAlignment)
  case cell(MarkdownAlignment)
}

/// On which side the cells of a column stand.
enum MarkdownAlignment { case none, left, center, right }

/// A part of a line.
enum MarkdownSpan { case emphasis, strong, code, struck, link(to: String), image(at: String), other }

/// What the bytes of a text are.
enum MarkdownTextKind { case plain, code, html, reference, lineBreak, softBreak, null }

/// Reads Markdown (CommonMark with tables, struck text and lists of tasks) by md4c; the only code that knows it.
///
/// Its time grows with the length of the text, whatever the text.
enum MarkdownParser {
  /// Tells a visitor all of a text.
  ///
  /// - Parameter allowsHTML: whether HTML in the text is told as such; else it is text.
  static func parse(_ text: [UInt8], allowsHTML: Bool, _ visitor: any MarkdownVisitor) {
    var parser = MD_PARSER()
    parser.flags = UInt32(
      MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS)
    if !allowsHTML { parser.flags |= UInt32(MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS) }
    parser.enter_block = { kind, detail, data in
      MarkdownParser.visitor(data)?.enter(MarkdownBlock(kind, detail))
      return 0
    }
    parser.leave_block = { kind, detail, data in
      MarkdownParser.visitor(data)?.leave(MarkdownBlock(kind, detail))
      return 0
    }
    parser.enter_span = { kind, detail, data in
      MarkdownParser.visitor(data)?.enter(MarkdownSpan(kind, detail))
      return 0
    }
    parser.leave_span = { kind, detail, data in
      MarkdownParser.visitor(data)?.leave(MarkdownSpan(kind, detail))
      return 0
    }
    parser.text = { kind, text, size, data in
      let bytes = UnsafeRawBufferPointer(start: text, count: Int(size)).bindMemory(to: UInt8.self)
      MarkdownParser.visitor(data)?.text(bytes, MarkdownTextKind(kind))
      return 0
    }
    let holder = Holder(visitor)
    withExtendedLifetime(holder) {
      text.withUnsafeBytes { bytes in
        let start = bytes.baseAddress?.assumingMemoryBound(to: MD_CHAR.self)
        visitor.begin(bytes.bindMemory(to: UInt8.self))
        let data = Unmanaged.passUnretained(holder).toOpaque()
        // It fails only when there is no memory; what was told until then stands.
        _ = md_parse(start, MD_SIZE(clamping: bytes.count), &parser, data)
      }
    }
  }

  private final class Holder {
    let visitor: any MarkdownVisitor
    init(_ visitor: any MarkdownVisitor) { self.visitor = visitor }
  }

  private static func visitor(_ data: UnsafeMutableRawPointer?) -> (any MarkdownVisitor)? {
    data.map { Unmanaged<Holder>.fromOpaque($0).takeUnretainedValue().visitor }
  }
}

extension MarkdownBlock {
  fileprivate init(_ kind: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) {
    switch kind {
    case MD_BLOCK_QUOTE: self = .quote
    case MD_BLOCK_UL: self = .bulletList
    case MD_BLOCK_OL:
      let start = detail?.assumingMemoryBound(to: MD_BLOCK_OL_DETAIL.self).pointee.start ?? 1
      self = .numberedList(start: Int(start))
    case MD_BLOCK_LI:
      guard let item = detail?.assumingMemoryBound(to: MD_BLOCK_LI_DETAIL.self).pointee, item.is_task != 0 else {
        self = .item(isDone: nil)
        return
      }
      self = .item(isDone: UInt8(bitPattern: item.task_mark) != UInt8(ascii: " "))
    case MD_BLOCK_HR: self = .rule
    case MD_BLOCK_H:
      self = .heading(Int(detail?.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee.level ?? 1))
    case MD_BLOCK_CODE:
      let info = detail?.assumingMemoryBound(to: MD_BLOCK_CODE_DETAIL.self).pointee.info
      self = .code(language: info.map { MarkdownAttribute.text(of: $0) } ?? "")
    case MD_BLOCK_HTML: self = .html
    case MD_BLOCK_P: self = .paragraph
    case MD_BLOCK_TABLE: self = .table
    case MD_BLOCK_THEAD: self = .tableHead
    case MD_BLOCK_TBODY: self = .tableBody
    case MD_BLOCK_TR: self = .row
    case MD_BLOCK_TH: self = .headCell(Self.alignment(detail))
    case MD_BLOCK_TD: self = .cell(Self.alignment(detail))
    default: self = .document
    }
  }

  private static func alignment(_ detail: UnsafeMutableRawPointer?) -> MarkdownAlignment {
    switch detail?.assumingMemoryBound(to: MD_BLOCK_TD_DETAIL.self).pointee.align {
    case MD_ALIGN_LEFT: .left
    case MD_ALIGN_CENTER: .center
    case MD_ALIGN_RIGHT: .right
    default: .none
    }
  }
}

extension MarkdownSpan {
  fileprivate init(_ kind: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) {
    switch kind {
    case MD_SPAN_EM: self = .emphasis
    case MD_SPAN_STRONG: self = .strong
    case MD_SPAN_CODE: self = .code
    case MD_SPAN_DEL: self = .struck
    case MD_SPAN_A:
      let address = detail?.assumingMemoryBound(to: MD_SPAN_A_DETAIL.self).pointee.href
      self = .link(to: address.map { MarkdownAttribute.text(of: $0) } ?? "")
    case MD_SPAN_IMG:
      let address = detail?.assumingMemoryBound(to: MD_SPAN_IMG_DETAIL.self).pointee.src
      self = .image(at: address.map { MarkdownAttribute.text(of: $0) } ?? "")
    default: self = .other
    }
  }
}

extension MarkdownTextKind {
  fileprivate init(_ kind: MD_TEXTTYPE) {
    switch kind {
    case MD_TEXT_CODE: self = .code
    case MD_TEXT_HTML: self = .html
    case MD_TEXT_ENTITY: self = .reference
    case MD_TEXT_BR: self = .lineBreak
    case MD_TEXT_SOFTBR: self = .softBreak
    case MD_TEXT_NULLCHAR: self = .null
    default: self = .plain
    }
  }
}

/// The text of an address or an info string, which comes in pieces.
private enum MarkdownAttribute {
  static func text(of attribute: MD_ATTRIBUTE) -> String {
    guard let text = attribute.text, let types = attribute.substr_types, let offsets = attribute.substr_offsets else {
      return ""
    }
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(attribute.size)).bindMemory(to: UInt8.self)
    var result = ""
    var index = 0
    while offsets[index] < attribute.size {
      let piece = UnsafeBufferPointer(rebasing: bytes[Int(offsets[index])..<Int(offsets[index + 1])])
      switch types[index] {
      case MD_TEXT_ENTITY: result += MarkdownReference.text(of: piece)
      case MD_TEXT_NULLCHAR: result += "\u{FFFD}"
      default: result += String(decoding: piece, as: UTF8.self)
      }
      index += 1
    }
    return result
  }
}
