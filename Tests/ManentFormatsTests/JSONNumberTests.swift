import ManentFormats
import Testing

@Suite struct JSONNumberTests {
  @Test(arguments: [
    ("0", 0), ("-0", 0), ("3.0", 3), ("1e3", 1000), ("-12", -12), ("9223372036854775807", .max),
    ("9223372036854775808", nil), ("1.5", nil), ("1e400", nil), ("1e300", nil),
  ])
  func `A number is an integer when it is whole and fits`(text: String, expected: Int?) throws {
    #expect(try JSON(parsing: text).int == expected)
  }

  @Test(arguments: [
    0.1, 1.0, -0.0, 1e-7, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.30000000000000004, 1e16,
  ])
  func `A double is written so that it reads back the same`(value: Double) throws {
    let text = JSON(value).serialized()
    #expect(try JSON(parsing: text).double?.bitPattern == value.bitPattern)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `What JSON has no number for is written as null`(value: Double) {
    #expect(JSON(value) == .null)
    #expect(JSON.number(JSONNumber(value)).serialized() == "null")
  }

  @Test func `Integers are written without a fraction`() {
    #expect(JSON.array([1, -2, JSON(Int.min)]).serialized() == "[1,-2,-9223372036854775808]")
  }
}
