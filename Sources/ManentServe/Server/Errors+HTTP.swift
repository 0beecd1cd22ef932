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
      case .failed: self.init(error.failure ?? AnswerFailure(.other), error)
      case .tooLong: self.init(AnswerFailure(.tooLong), error)
      default: self.init(400, Told.text(error), code: error.code.rawValue)
      }
    case let error as AccessError:
      self.init(
        error.code == .unknown ? 404 : error.code == .badValue ? 400 : 500, Told.text(error), code: error.code.rawValue)
    case let error as PluginError: self.init(error.failure, error)
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

  /// How a provider that has failed is answered: what its client does next depends on the status.
  private init(_ failure: AnswerFailure, _ error: any ManentError) {
    let sentence = failure.summary.map(Told.text) ?? Told.text(error)
    let (status, code): (Int, String) =
      switch failure.kind {
      case .rateLimit: (429, "rate_limit_exceeded")
      case .quota: (429, "insufficient_quota")
      case .overloaded: (503, "provider_overloaded")
      case .timeout: (504, "provider_timeout")
      case .tooLong: (400, "context_length_exceeded")
      case .badRequest: (400, "provider_refused")
      case .filtered: (400, "content_filter")
      case .noModel: (404, "model_not_found")
      default: (502, "provider_failed")
      }
    self.init(status, sentence, parameter: failure.kind == .noModel ? "model" : nil, code: code)
    // Whole seconds, as the field has them, and never too early.
    if let wait = failure.retryAfter { headers.add("Retry-After", "\(Int(wait.rounded(.up)))") }
  }

  /// Whether the same may be asked again after a while: the server of a model has said so.
  var isPassing: Bool { ["rate_limit_exceeded", "provider_overloaded"].contains(code) }

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
