public import ManentPlugins

/// The extractors that need no plugin.
public enum BuiltInExtractors {
  /// All of them, in the order in which they are asked.
  public static let all: [any Extractor] = [HTMLExtractor(), SubtitleExtractor(), TextExtractor()]
}
