#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process does at a signal, with what it did before, which can be put back.
public struct SignalAction {
  private let number: Int32
  private let before: sigaction

  /// Calls a handler at a signal from now on, without `SA_RESTART`: a system call that waits ends, and the signal is seen.
  ///
  /// - Parameters:
  ///   - number: the signal.
  ///   - handler: what is called; it may touch nothing but atomic globals.
  public init(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    self.init(number, &action)
  }

  /// Passes a signal over from now on.
  public init(ignoring number: Int32) {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = SIG_IGN
    #else
      action.__sigaction_handler.sa_handler = SIG_IGN
    #endif
    self.init(number, &action)
  }

  private init(_ number: Int32, _ action: inout sigaction) {
    var before = sigaction()
    sigaction(number, &action, &before)
    self.number = number
    self.before = before
  }

  /// Does again what was done before.
  public func restore() {
    var before = before
    sigaction(number, &before, nil)
  }
}
