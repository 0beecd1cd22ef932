import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Times as the user's clock shows them.
enum LocalTime {
  /// `2026-11-20 10:00`.
  static func text(_ moment: Timestamp) -> String { LocalCalendar.machine.minute(of: moment) }

  /// How far the clock is from that of Greenwich: `UTC+01:00`.
  static func offset(_ moment: Timestamp) -> String {
    let seconds = Int(LocalCalendar.machine.offset(moment))
    let minutes = abs(seconds) / 60
    return "UTC\(seconds < 0 ? "-" : "+")\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
  }

  /// What the machine calls the zone: `TZ`, else where `/etc/localtime` leads; empty when there is no telling.
  static var zoneName: String {
    if let name = getenv("TZ").map({ String(cString: $0) }), !name.isEmpty {
      return name.hasPrefix(":") ? String(name.dropFirst()) : name
    }
    guard let file = try? Files.resolvingLinks("/etc/localtime") else { return "" }
    let parts = file.string.split(separator: "/")
    guard let start = parts.firstIndex(of: "zoneinfo") else { return "" }
    return parts[(start + 1)...].joined(separator: "/")
  }
}
