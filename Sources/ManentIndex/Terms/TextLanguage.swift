/// A language whose words are cut to stems: those of libstemmer.
///
/// The script decides where it has one algorithm: a Cyrillic word is cut as a Russian one in every text. For Latin letters
/// the language is that of the text (`LanguageGuess`).
public enum TextLanguage: UInt8, CaseIterable, Sendable {
  case english, german, french, spanish, italian, dutch, portuguese, catalan, romanian, swedish, norwegian, danish
  case finnish, hungarian, turkish, indonesian, basque, irish, lithuanian, serbian
  case russian, greek, arabic, armenian, hindi, tamil

  /// libstemmer's name of the algorithm.
  var algorithm: String { String(describing: self) }

  /// The ISO 639-1 code.
  var code: String {
    switch self {
    case .english: "en"
    case .german: "de"
    case .french: "fr"
    case .spanish: "es"
    case .italian: "it"
    case .dutch: "nl"
    case .portuguese: "pt"
    case .catalan: "ca"
    case .romanian: "ro"
    case .swedish: "sv"
    case .norwegian: "no"
    case .danish: "da"
    case .finnish: "fi"
    case .hungarian: "hu"
    case .turkish: "tr"
    case .indonesian: "id"
    case .basque: "eu"
    case .irish: "ga"
    case .lithuanian: "lt"
    case .serbian: "sr"
    case .russian: "ru"
    case .greek: "el"
    case .arabic: "ar"
    case .armenian: "hy"
    case .hindi: "hi"
    case .tamil: "ta"
    }
  }

  /// Those written in Latin letters, which only the words around a word tell apart.
  static let latin = allCases.filter(\.isLatin)

  /// Whether it is written in Latin letters.
  var isLatin: Bool { rawValue <= Self.serbian.rawValue }

  /// Whether a stem may lack the beginning of its word, too.
  var cutsBeginnings: Bool { self == .arabic || self == .indonesian }

  /// The language that a word's letters are of by themselves.
  ///
  /// - Parameter word: a folded word.
  /// - Returns: `nil` for Latin letters, and for scripts without an algorithm.
  static func ofScript(_ word: UnsafeBufferPointer<UInt8>) -> TextLanguage? {
    guard let first = word.first, first >= 0xCD else { return nil }
    switch UTF8Reading.scalar(in: word, at: 0).0 {
    case 0x370...0x3FF: return .greek
    // Letters that Russian lacks: Ukrainian, Serbian and their neighbours are cut by no algorithm made for them.
    case 0x430...0x44F, 0x451: return isRussian(word) ? .russian : nil
    case 0x561...0x587: return .armenian
    case 0x620...0x64A, 0x671...0x6D3: return .arabic
    case 0x900...0x97F: return .hindi
    case 0xB80...0xBFF: return .tamil
    default: return nil
    }
  }

  private static func isRussian(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    // U+0430 to U+043F are D0 B0 to D0 BF, U+0440 to U+044F D1 80 to D1 8F.
    stride(from: 0, to: word.count - 1, by: 2).allSatisfy { index in
      switch word[index] {
      case 0xD0: word[index + 1] >= 0xB0
      case 0xD1: word[index + 1] < 0x90 || word[index + 1] == 0x91
      default: false
      }
    }
  }
}
