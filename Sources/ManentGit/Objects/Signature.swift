package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The name, the address and the time of an author or a committer, as a commit holds them.
package struct Signature {
  /// `Ada <ada@example.org> 1795168800 +0100`.
  package let line: String

  /// A signature with the time zone that the machine has at that time.
  package init(_ person: (name: String, email: String), _ time: Timestamp) {
    let minutes = Self.offset(at: time.seconds)
    let zone = abs(minutes) / 60 * 100 + abs(minutes) % 60
    // Git cannot read a time before 1970 in a commit.
    line = "\(person.name) <\(person.email)> \(max(0, time.seconds)) \(minutes < 0 ? "-" : "+")\(zone.padded(to: 4))"
  }

  /// Minutes east of Greenwich.
  private static func offset(at seconds: Int64) -> Int {
    var time = time_t(seconds)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return 0 }
    return parts.tm_gmtoff / 60
  }
}
