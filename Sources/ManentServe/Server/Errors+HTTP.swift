import ManentAccess
import ManentCatalog
import ManentChat
import ManentCore
import ManentExchange
import ManentFormats
import ManentHTTP
import ManentHistory
import ManentPlugins
import ManentRecords
import ManentRetention
import ManentWorkspace

extension ServeError {
  /// How an error of the domain is answered. What only concerns the machine is not told to clients in full.
  init(_ error: any Error) {
    switch error {
    case let error as ServeError: self = error
    case let error as WorkspaceError:
      self.init(Self.status(of: error.code), Told.text(error), code: error.code.rawValue)
    case let error as ChatError:
      switch error.code {
      case .emptyMessage, .badMessage: self.init(400, Told.text(error), code: error.code.rawValue)
      case .noProvider: self.init(404, Told.text(error), parameter: "model", code: "model_not_found")
      case .failed: self.init(502, Told.text(error), code: "provider_failed")
      default: self.init(400, Told.text(error), code: error.code.rawValue)
      }
    case let error as AccessError:
      self.init(
        error.code == .unknown ? 404 : error.code == .badValue ? 400 : 500, Told.text(error), code: error.code.rawValue)
    case let error as ImportError: self.init(422, Told.text(error), code: "import")
    case let error as RetentionError: self.init(409, Told.text(error), code: "retention")
    case let error as JSONError: self.init(400, "the body is not JSON: \(error)", code: "invalid_json")
    case let error as YAMLError: self.init(500, "a settings file cannot be read: \(error.summary)")
    case let error as FileError where error.isNotFound: self.init(404, "a file is not there", code: "not_found")
    case let error as FileError where error.isFull: self.init(507, "the disk is full", code: "disk_full")
    case is Interruption: self.init(503, "the server is stopping", code: "stopping", headers: ["Retry-After": "5"])
    case let error as any ManentError: self.init(500, Told.text(error))
    default: self.init(500, "something went wrong")
    }
  }

  private static func status(of code: WorkspaceError.Code) -> Int {
    switch code {
    case .noWorkspace, .noDocument, .noChat, .noCommit, .noSetting, .noChatTemplate: 404
    case .badName, .ambiguous, .badSetting, .badDocument, .badQuery, .noText: 400
    case .exists, .protected, .forgotten, .purged, .otherHistory, .farReaching, .nothingToDo, .misplaced: 409
    case .notAgreed: 403
    case .secret: 422
    case .busy: 503
    case .readOnly: 507
    default: 500
    }
  }
}
