import ManentServe

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The executable of `manent serve`: all that it does is in `ManentServe`.
@main struct ManentServeProgram {
  static func main() { exit(ServeProgram.run(Array(CommandLine.arguments.dropFirst()))) }
}
