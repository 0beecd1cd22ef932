import ManentCore
import ManentIndex
import ManentPlugins

/// Plain text, Markdown, source code, CSV and JSON: the text is the file itself.
struct TextExtractor: Extractor {
  let name = "text"

  var extensions: Set<String> { [] }

  func extract(_ bytes: [UInt8], fileName: String) throws -> ExtractedText? {
    guard let decoded = TextDecoding.decode(bytes) else { return nil }
    return ExtractedText(
      text: decoded.text, format: Self.format(of: fileName),
      isVerbatim: decoded.encoding == nil && decoded.replaced == 0 && decoded.text.count == bytes.count,
      encoding: decoded.encoding,
      replaced: decoded.replaced)
  }

  /// How a text is split, by the extension of its name.
  static func format(of fileName: String) -> TextFormat {
    let lowered = Path(fileName).name.lowercased()
    guard let dot = lowered.lastIndex(of: ".") else {
      return ["makefile", "dockerfile", "rakefile", "gemfile"].contains(lowered) ? .code : .plain
    }
    switch lowered[lowered.index(after: dot)...] {
    case "md", "markdown", "mdown", "mkd", "qmd", "rmd": return .markdown
    case "csv", "tsv": return .csv
    case "json", "jsonl", "ndjson", "geojson": return .json
    case let other: return codeExtensions.contains(String(other)) ? .code : .plain
    }
  }

  private static let codeExtensions: Set<String> = [
    "ada", "adb", "ads", "asm", "awk", "bash", "bat", "bzl", "c", "cc", "clj", "cljs", "cmake", "coffee", "conf", "cpp",
    "cs", "css", "cxx", "d", "dart", "diff", "el", "elm", "erl", "ex", "exs", "f", "f90", "fish", "fs", "go", "gradle",
    "graphql", "groovy", "h", "hh", "hpp", "hrl", "hs", "ini", "java", "jl", "js", "jsx", "kt", "kts", "less", "lisp",
    "lua",
    "m", "mjs", "ml", "mli", "mm", "nim", "nix", "pas", "patch", "php", "pl", "pm", "proto", "ps1", "py", "pyi", "r",
    "rb",
    "rs", "sass", "scala", "scm", "scss", "sh", "sml", "sol", "sql", "swift", "tcl", "tf", "toml", "ts", "tsx", "v",
    "vb",
    "vhd", "vhdl", "vim", "vue", "xml", "yaml", "yml", "zig", "zsh",
  ]
}
