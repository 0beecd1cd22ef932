import ManentAccess
import ManentCatalog
import ManentChat
import ManentCommandLine
import ManentCore
import ManentExchange
import ManentFormats
import ManentHistory
import ManentPlugins
import ManentRecords
import ManentRetention

/// What the process says when it ends.
enum ExitCode: Int32 {
  case done = 0
  case failed = 1
  case usage = 2
  case notFound = 3
  case refused = 4
  /// A threshold is passed, where that was asked for.
  case alert = 5
  case interrupted = 130

  /// The status for an error.
  init(_ error: any Error) {
    switch error {
    case is UsageError: self = .usage
    case is Interruption: self = .interrupted
    case let error as CatalogError where error.code == .interrupted: self = .interrupted
    case let error as WorkspaceError: self = Self.status(of: error.code)
    case let error as ImportError: self = error.code == .incomplete ? .refused : .failed
    case let error as ChatError:
      self = [.emptyMessage, .badMessage, .noProvider].contains(error.code) ? .usage : .failed
    case let error as KeyError: self = error.code == .unknown ? .notFound : .failed
    case let error as PluginError: self = error.code == .unknown ? .notFound : .failed
    case let error as AccessError:
      self = error.code == .unknown ? .notFound : error.code == .badValue ? .usage : .failed
    case let error as RetentionError: self = error.code == .noPlan ? .usage : .refused
    case let error as FileError where error.isInterruption: self = .interrupted
    case let error as FileError: self = error.isNotFound ? .notFound : .failed
    default: self = .failed
    }
  }

  private static func status(of code: WorkspaceError.Code) -> ExitCode {
    switch code {
    case .noWorkspace, .noDocument, .noChat, .noCommit, .noSetting, .noChatTemplate: .notFound
    case .badName, .ambiguous, .badSetting, .badQuery: .usage
    case .exists, .protected, .forgotten, .purged, .secret, .notAgreed, .otherHistory, .farReaching, .notOwned: .refused
    default: .failed
    }
  }
}
