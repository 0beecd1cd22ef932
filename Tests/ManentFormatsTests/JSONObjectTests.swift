import ManentFormats
import Testing

@Suite struct JSONObjectTests {
  @Test func `Setting keeps a key's place, a new key comes last, nil removes`() {
    var object: JSONObject = ["a": 1, "b": 2, "c": 3]
    object["b"] = "two"
    object["d"] = 4
    object["a"] = nil
    object["missing"] = nil
    #expect(JSON.object(object).serialized() == #"{"b":"two","c":3,"d":4}"#)
    #expect(object.keys == ["b", "c", "d"])
  }

  @Test func `Of a key that comes twice the later value takes the earlier place`() throws {
    #expect(try JSON(parsing: #"{"a":1,"b":2,"a":3}"#).serialized() == #"{"a":3,"b":2}"#)
  }

  @Test func `A large object keeps order and finds keys while it grows and shrinks`() throws {
    var object = JSONObject()
    for number in 0..<1000 { object["key\(number)"] = JSON(number) }
    for number in 0..<1000 where number % 100 != 7 { object["key\(number)"] = nil }
    #expect(object.keys == (0..<10).map { "key\($0)07" }.map { $0 == "key007" ? "key7" : $0 })
    #expect(object["key907"] == 907)
    #expect(object["key8"] == nil)
    object["key907"] = "last"
    #expect(object.entries.last?.value == "last")
    #expect(try JSON(parsing: JSON.object(object).serialized()).object == object)
  }

  @Test func `A composed and a decomposed letter are two keys`() throws {
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    #expect(try JSON(parsing: text).serialized() == text)
    var object = try #require(JSON(parsing: text).object)
    for number in 0..<20 { object["\(number)"] = 0 }
    #expect(object["\u{E9}"] == 1)
    #expect(object["e\u{301}"] == 2)
  }

  @Test func `Objects with the same members in another order are not equal`() {
    #expect(JSONObject([("a", 1), ("b", 2)]) != JSONObject([("b", 2), ("a", 1)]))
  }
}
