import ManentFormats
import Testing

@Suite struct JSONTests {
  @Test func `A message is read and written back byte for byte`() throws {
    let line = #"""
      {"id":"0193","role":"assistant","content":"Ünï 😀 \"q\" \\ \n\u0001","score":0.910,"n":-12,"big":123456789012345678901234567890,"e":1E+3,"sources":[{"start":1834,"page":null}],"ok":true,"no":false,"state":{},"tags":[]}
      """#
    #expect(try JSON(parsing: line).serialized() == line)
  }

  @Test(arguments: [
    (#""""#, ""), (#""a\/b""#, "a/b"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""\u00e9\u20AC""#, "é€"),
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\u0000""#, "\0"),
    (#""1234567é90123456789""#, "1234567é90123456789"),
  ])
  func `Strings are read with their escapes, half a surrogate pair as U+FFFD`(text: String, expected: String) throws {
    let string = try #require(JSON(parsing: text).string)
    #expect(Array(string.unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func `A quote is found at every distance from the start`() throws {
    for length in 0...40 {
      for filler in ["a", "\u{7F}", "é", "!", "#", "[", "]"] {
        let text = String(repeating: filler, count: length)
        #expect(try JSON(parsing: "[\"\(text)\", \"\(text)\\n\"]") == [.string(text), .string(text + "\n")])
      }
    }
  }

  @Test(arguments: [
    ("", "line 1, column 1: the text ends too early"),
    ("  ", "line 1, column 3: the text ends too early"),
    ("[1,", "line 1, column 4: the text ends too early"),
    ("[1", "line 1, column 3: the text ends too early"),
    ("{\"a\"", "line 1, column 5: the text ends too early"),
    ("{", "line 1, column 2: the text ends too early"),
    ("\"abc", "line 1, column 5: the text ends too early"),
    ("\"abc\\", "line 1, column 6: the text ends too early"),
    ("\"\\u12", "line 1, column 6: the text ends too early"),
    ("tru", "line 1, column 4: the text ends too early"),
    ("1.", "line 1, column 3: the text ends too early"),
    ("[1,]", "line 1, column 4: expected a value"),
    ("[1 2]", "line 1, column 4: expected ',' or ']'"),
    ("{\n  é: 1}", "line 2, column 3: expected a key in double quotes"),
    ("{\n  \"é\" 1}", "line 2, column 7: expected ':' after the key"),
    ("{\"a\": 1 \"b\"}", "line 1, column 9: expected ',' or '}'"),
    ("{\"a\": 1,}", "line 1, column 9: expected a key in double quotes"),
    ("1 1", "line 1, column 3: unexpected text after the value"),
    ("01", "line 1, column 1: invalid number"),
    ("-x", "line 1, column 1: invalid number"),
    ("1.e3", "line 1, column 1: invalid number"),
    ("+1", "line 1, column 1: expected a value"),
    (".5", "line 1, column 1: expected a value"),
    ("NaN", "line 1, column 1: expected a value"),
    ("nulL", "line 1, column 1: expected a value"),
    ("'a'", "line 1, column 1: expected a value"),
    ("\"\\x\"", "line 1, column 2: invalid escape in a string"),
    ("\"\\u00g0\"", "line 1, column 2: invalid escape in a string"),
    ("\"\\u00０0\"", "line 1, column 2: invalid escape in a string"),
    ("\"a\tb\"", "line 1, column 3: control character in a string"),
    ("\u{FEFF}1", "line 1, column 1: expected a value"),
  ])
  func `What RFC 8259 does not allow is refused with its place`(text: String, description: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
    do { _ = try JSON(parsing: text) } catch { #expect(error.description == description) }
  }

  @Test(arguments: [
    ([0xC3, 0x28], 0), ([0x61, 0xC0, 0x80], 1), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
    ([0x61, 0xE2, 0x82], 1), ([0xFF], 0), ([0xC3, 0xA9, 0x80], 2), ([0xF0, 0x9F, 0x98, 0x80, 0xF5], 4),
  ])
  func `Invalid UTF-8 is refused with its offset, with and without an escape before it`(bytes: [UInt8], offset: Int) {
    for prefix in ["\"", "\"\\n"] {
      let error = #expect(throws: JSONError.self) { try JSON(parsing: Array(prefix.utf8) + bytes + Array("\"".utf8)) }
      #expect(error?.code == .invalidUTF8)
      #expect(error?.offset == prefix.utf8.count + offset)
    }
  }

  @Test func `128 levels are read and 129 are refused`() throws {
    let text = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(try JSON(parsing: text(128)).serialized() == text(128))
    #expect(throws: JSONError(code: .tooDeep, line: 1, column: 129, offset: 128)) { try JSON(parsing: text(129)) }
    #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "{\"a\":[", count: 1_000_000)) }
  }

  @Test func `A truncated text is refused at every length`() throws {
    let text = Array(#"{"a":[1.5e-3,"x\u00e9\ud83d\ude00é",true,null,{"b":false}]}"#.utf8)
    for length in 0..<text.count { #expect(throws: JSONError.self) { try JSON(parsing: text[..<length]) } }
    #expect(throws: Never.self) { try JSON(parsing: text) }
  }

  @Test func `No string of bytes makes the parser crash`() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array(#"{}[]",:\u0dD8tfn-1.eE "#.utf8) + [0x00, 0x0A, 0x80, 0xC3, 0xE2, 0xF0, 0xFF]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in alphabet.randomElement() ?? 0 }
      if let value = try? JSON(parsing: bytes) { #expect((try? JSON(parsing: value.serialized())) == value) }
    }
  }

  @Test func `Nothing that could break a line is written as it is`() {
    let text = "a\n\r\t\u{8}\u{C}\u{0}\u{1F}\u{7F}\u{2028}\u{2029}\"\\/é\u{85}😀\u{2027}"
    #expect(
      JSON.string(text).serialized()
        == #""a\n\r\t\b\f\u0000\u001f\u007f\u2028\u2029\"\\/é"# + "\u{85}😀\u{2027}\"")
  }

  @Test func `Pretty text is indented by two spaces`() {
    let value: JSON = ["a": 1, "b": [true, nil, "x"], "c": [:], "d": [], "e": ["f": [[]]]]
    #expect(
      value.pretty() == """
        {
          "a": 1,
          "b": [
            true,
            null,
            "x"
          ],
          "c": {},
          "d": [],
          "e": {
            "f": [
              []
            ]
          }
        }
        """)
  }

  @Test func `Accessors give a value only of their own kind`() {
    let value: JSON = ["s": "x", "i": 3, "d": 2.5, "b": true, "a": [1], "o": ["k": nil]]
    #expect(value["s"]?.string == "x")
    #expect(value["i"]?.int == 3)
    #expect(value["i"]?.double == 3)
    #expect(value["d"]?.double == 2.5)
    #expect(value["d"]?.int == nil)
    #expect(value["b"]?.bool == true)
    #expect(value["a"]?.array == [1])
    #expect(value["o"]?["k"]?.isNull == true)
    #expect(value["s"]?.int == nil)
    #expect(value["missing"] == nil)
    #expect(value["s"]?["x"] == nil)
  }
}
