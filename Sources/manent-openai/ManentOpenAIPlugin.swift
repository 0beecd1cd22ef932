import ManentOpenAI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The executable of the plugin `openai`: all that it does is in `ManentOpenAI`.
@main struct ManentOpenAIPlugin {
  static func main() { exit(OpenAIPlugin.run()) }
}
