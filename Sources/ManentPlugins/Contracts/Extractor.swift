/// Whoever turns a file into text: a part of Manent or a plugin, by the same contract.
public protocol Extractor: Sendable {
  /// The name that reports know it by.
  var name: String { get }
  /// The file name extensions that it takes, lower case, without the dot.
  var extensions: Set<String> { get }

  /// The text of a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - fileName: the name, for its extension.
  /// - Returns: the text, or `nil` when the file is no text that this extractor knows.
  func extract(_ bytes: [UInt8], fileName: String) throws -> ExtractedText?
}
