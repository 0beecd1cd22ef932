#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Facts about the machine that this process runs on.
public enum Platform {
  /// The name of the machine, without its domain: what messages record as `device`.
  public static var hostName: String {
    var facts = utsname()
    guard uname(&facts) == 0 else { return "localhost" }
    let name = withUnsafeBytes(of: &facts.nodename) { buffer in
      String(decoding: buffer.prefix { $0 != 0 && $0 != UInt8(ascii: ".") }, as: UTF8.self)
    }
    return name.isEmpty ? "localhost" : name
  }

  /// The login name of the effective user, or `user` when the system has none.
  public static var loginName: String {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return "user" }
    return String(cString: name)
  }

  /// The number of the effective user.
  public static var userID: UInt32 { UInt32(geteuid()) }

  /// The home folder of the effective user as the system records it, for when `HOME` is unset.
  public static var homeFolder: Path {
    guard let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir else { return "/" }
    return Path(String(cString: folder))
  }

  /// The folder that relative paths start from.
  public static var currentFolder: Path {
    guard let pointer = getcwd(nil, 0) else { return "/" }
    defer { free(pointer) }
    return Path(String(cString: pointer))
  }

  /// The file that this process runs, links followed; `nil` when the system does not tell, or the file is gone.
  public static let executable: Path? = {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _NSGetExecutablePath(nil, &size)
      let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(size) + 1) { buffer in
        _NSGetExecutablePath(buffer.baseAddress, &size) == 0 ? buffer.baseAddress.map { String(cString: $0) } : nil
      }
      return text.flatMap { try? Files.resolvingLinks(Path($0)) }
    #else
      // The kernel has followed all links; of a file that is gone it gives a name that is none.
      let name = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer -> String? in
        guard let start = buffer.baseAddress else { return nil }
        let length = readlink("/proc/self/exe", start, buffer.count)
        guard length > 0, length < buffer.count else { return nil }
        return String(
          decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<length]), as: UTF8.self)
      }
      return name.map { Path($0) }.flatMap { Files.exists($0) ? $0 : nil }
    #endif
  }()

  /// The variables of this process's environment.
  public static var environment: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let line = String(cString: text)
      if let equals = line.firstIndex(of: "=") {
        variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }

  /// How many threads may run at once.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
