import ManentCommands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The executable: all that it does is in `ManentCommands`.
@main struct Manent {
  static func main() { exit(Tool.run(commandLine: CommandLine.arguments)) }
}
