import ManentCore

/// An encoding by the name that the WHATWG Encoding Standard gives it, in lower case.
struct EncodingName: Hashable, Sendable {
  let name: String

  init(_ name: String) { self.name = name }

  static let utf8 = EncodingName("utf-8")
  static let hz = EncodingName("hz-gb-2312")

  /// The encoding of a label (Encoding Standard, section 4.2) in any case; `nil` for one that is not known.
  init?(label: String) {
    let label = label.lowercased().split(whereSeparator: \.isWhitespace).joined()
    for (name, labels) in Self.labels where name == label || labels.contains(label) {
      self.init(name)
      return
    }
    return nil
  }

  /// Whether it has two bytes for each unit, so that no label in ASCII can stand in it.
  var isUTF16: Bool { name == "utf-16le" || name == "utf-16be" }

  /// Whether bytes that are called so are UTF-8: servers and editors that convert pages leave the old declaration in
  /// them. A few characters of two bytes may be valid UTF-8 by chance; where a byte is a character, words would be
  /// capital letters with signs between them.
  func isContradicted(by bytes: [UInt8], _ census: UTF8Census) -> Bool {
    guard census.invalid == 0 else { return false }
    if ["gbk", "gb18030", "big5", "euc-kr", "euc-jp", "shift_jis", "iso-2022-jp"].contains(name) {
      return census.characters >= 8
    }
    return census.characters > 1 || bytes.contains { (0xC2...0xDF).contains($0) }
  }

  /// The bytes as text; `nil` when this machine's C library does not know the encoding.
  func decode(_ bytes: [UInt8]) -> TextDecoding.Decoded? {
    if let page = HTMLCodePage.named(name) {
      let text = page.utf8(of: bytes)
      return .init(text: text, encoding: name, replaced: page.unassigned(in: bytes))
    }
    let bytes = self == .hz ? HZText.wide(bytes) : bytes
    guard let converted = TextConversion(bytes, from: converter) else { return nil }
    return .init(text: converted.text, encoding: name, replaced: converted.replaced)
  }

  /// What iconv calls it: the standard means by some names what Windows means.
  var converter: String {
    switch name {
    case "gbk", "gb18030", Self.hz.name: "GB18030"
    case "big5": "BIG5-HKSCS"
    case "euc-kr": "UHC"
    case "shift_jis": "CP932"
    case "windows-874": "CP874"
    case "x-mac-cyrillic": "MAC-CYRILLIC"
    case "macintosh": "MACINTOSH"
    case "ibm866": "CP866"
    case "ibm850": "CP850"
    default:
      name.hasPrefix("windows-") ? "CP" + name.dropFirst(8) : name.uppercased()
    }
  }

  private static let labels: [(String, Set<String>)] = [
    ("utf-8", ["utf8", "unicode-1-1-utf-8", "x-unicode20utf8"]),
    (
      "windows-1252",
      [
        "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "latin1", "latin-1", "l1",
        "us-ascii",
        "ascii", "ansi_x3.4-1968", "ansinew",
      ]
    ),
    ("windows-1250", ["cp1250", "x-cp1250"]), ("windows-1251", ["cp1251", "x-cp1251"]),
    ("windows-1253", ["cp1253", "x-cp1253"]),
    ("windows-1254", ["cp1254", "x-cp1254", "iso-8859-9", "iso8859-9", "latin5", "l5"]),
    ("windows-1255", ["cp1255", "x-cp1255"]), ("windows-1256", ["cp1256", "x-cp1256"]),
    ("windows-1257", ["cp1257", "x-cp1257"]), ("windows-1258", ["cp1258", "x-cp1258"]),
    ("windows-874", ["tis-620", "iso-8859-11", "dos-874"]),
    ("iso-8859-2", ["iso8859-2", "iso_8859-2", "latin2", "latin-2", "l2"]),
    ("iso-8859-3", ["latin3", "l3"]), ("iso-8859-4", ["latin4", "l4"]),
    ("iso-8859-5", ["iso8859-5", "iso_8859-5", "cyrillic"]), ("iso-8859-6", ["iso8859-6", "arabic"]),
    ("iso-8859-7", ["iso8859-7", "iso_8859-7", "greek"]), ("iso-8859-8", ["iso8859-8", "hebrew", "iso-8859-8-i"]),
    ("iso-8859-10", ["latin6", "l6"]), ("iso-8859-13", ["iso8859-13"]), ("iso-8859-14", ["iso8859-14"]),
    ("iso-8859-15", ["iso8859-15", "iso_8859-15", "latin9", "latin-9", "l9"]), ("iso-8859-16", []),
    ("koi8-r", ["koi8", "koi", "koi8_r", "cskoi8r"]), ("koi8-u", ["koi8-ru"]), ("ibm866", ["866", "cp866"]),
    ("ibm850", ["850", "cp850"]), ("macintosh", ["mac", "x-mac-roman", "macroman", "mac-roman"]),
    ("x-mac-cyrillic", ["x-mac-ukrainian", "maccyrillic", "mac-cyrillic"]),
    ("gbk", ["gb2312", "gb_2312-80", "chinese", "iso-ir-58", "x-gbk", "cp936", "euc-cn", "euccn"]), ("gb18030", []),
    ("big5", ["big5-hkscs", "cn-big5", "x-x-big5", "cp950", "big5hkscs"]),
    ("euc-kr", ["korean", "ks_c_5601-1987", "ksc5601", "windows-949", "cp949", "uhc", "euckr"]),
    ("euc-jp", ["x-euc-jp", "eucjp", "ujis"]),
    ("shift_jis", ["shift-jis", "sjis", "x-sjis", "ms932", "ms_kanji", "windows-31j", "csshiftjis", "cp932"]),
    ("iso-2022-jp", ["csiso2022jp"]), ("iso-2022-kr", ["csiso2022kr"]), ("iso-2022-cn", ["csiso2022cn"]),
    ("hz-gb-2312", ["hz", "hz-gb2312", "hz_gb_2312"]), ("utf-16le", ["utf-16", "unicode", "ucs-2"]), ("utf-16be", []),
  ]
}
