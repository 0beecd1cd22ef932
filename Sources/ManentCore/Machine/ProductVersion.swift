/// The version of Manent, as `manent --version`, the server and its interfaces tell it.
public enum ProductVersion {
  /// Three numbers (Semantic Versioning).
  public static let current = "0.1.0"
}
