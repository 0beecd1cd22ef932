public import ManentCore
public import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gives each test a folder of its own that is removed afterwards: `@Test(.temporaryFolder)`, then
/// `TemporaryFolder.current`.
public struct TemporaryFolder: TestTrait, SuiteTrait, TestScoping {
  @TaskLocal private static var folder: Path?

  /// Whether a suite hands the trait to each of its tests.
  public var isRecursive: Bool { true }

  /// The folder of the test that runs.
  public static var current: Path {
    guard let folder else { preconditionFailure("the test lacks the trait .temporaryFolder") }
    return folder
  }

  /// Makes the folder, runs the test and removes the folder.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    let folder = Path("/tmp/manent-test-\(getpid())-\(UInt64.random(in: 0...UInt64.max))")
    try Files.makeFolders(folder)
    defer { try? Files.removeTree(folder) }
    try await Self.$folder.withValue(folder) { try await function() }
  }
}

extension Trait where Self == TemporaryFolder {
  /// A folder for each test.
  public static var temporaryFolder: Self { Self() }
}
