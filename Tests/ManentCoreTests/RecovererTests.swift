import Foundation
import Testing

/// Where recoverers are declared and handed in, read from the sources.
@Suite struct RecovererTests {
  private static let home = "ManentSync/Sync/Surroundings+recovering.swift"

  @Test func `Surroundings are given recoverers in one place, and every recoverer is among them`() throws {
    let files = try SourceTree.files.get()
    let givers = files.filter { $0.module != "ManentWorkspace" && $0.text.contains("recoveringBy") }
    #expect(givers.map(\.path) == [Self.home])
    let declared = files.flatMap { file in
      file.text.matches(of: /static let (\w+) = Recoverer/).map { String($0.output.1) }
    }
    let text = try #require(givers.first?.text)
    let list = try #require(text.firstMatch(of: /static let all: \[Recoverer\] = \[([^\]]*)\]/)).output.1
    let listed = list.split { !$0.isLetter }.map(String.init)
    #expect(declared.count > 3)
    #expect(listed.sorted() == declared.sorted())
  }
}
