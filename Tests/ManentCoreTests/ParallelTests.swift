import ManentCore
import Testing

@Suite struct ParallelTests {
  struct Odd: Error, Equatable { var number: Int }

  @Test(arguments: [0, 1, 2, 7, 1000]) func `Results come in the order of the items`(count: Int) throws {
    #expect(try Parallel.map(Array(0..<count)) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }

  @Test func `The error of the first item that failed is thrown`() {
    let error = #expect(throws: Odd.self) {
      try Parallel.map(Array(0..<500)) { number in
        if number > 100, number % 7 == 0 { throw Odd(number: number) }
        return number
      }
    }
    #expect(error == Odd(number: 105))
  }
}
