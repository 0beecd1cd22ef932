import ManentCore
public import ManentFormats

/// The conformance suite: puts each demand of the contract to a plugin and says what came of it.
public struct PluginCheck {
  let manifest: PluginManifest
  let environment: [String: String]
  let settings: JSON
  let limits: PluginLimits

  /// A check of a plugin.
  ///
  /// - Parameters:
  ///   - manifest: the plugin.
  ///   - settings: what the machine's settings say for it.
  ///   - environment: this process's.
  ///   - limits: what each call may take.
  public init(
    of manifest: PluginManifest, settings: JSON = [:], environment: [String: String],
    limits: PluginLimits = PluginLimits(firstByte: .seconds(30), total: .seconds(120))
  ) {
    self.manifest = manifest
    self.settings = settings
    self.environment = environment
    self.limits = limits
  }

  /// Runs all demands that concern the plugin; `report` hears each result as it comes.
  ///
  /// - Throws: `Interruption` only; whatever the plugin does is a result.
  public func run(report: (CheckResult) -> Void = { _ in }) throws -> [CheckResult] {
    var results: [CheckResult] = []
    let general = manifest.dialect == .text ? [] : conversationDemands
    for (place, demand) in (general + (manifest.dialect == .text ? textDemands : kindDemands)).enumerated() {
      var result = CheckResult(demand.sentence, try outcome(of: demand))
      result.isForKind = place >= general.count
      results.append(result)
      report(result)
    }
    return results
  }

  /// A demand and the trial of it, which throws when the plugin does not meet it.
  struct Demand {
    var sentence: String
    var trial: () throws -> Void

    init(_ sentence: String, _ trial: @escaping () throws -> Void) {
      self.sentence = sentence
      self.trial = trial
    }
  }

  /// Why a plugin does not meet a demand.
  struct Shortfall: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  private func outcome(of demand: Demand) throws -> CheckResult.Outcome {
    do {
      try demand.trial()
      return .passed
    } catch let interruption as Interruption {
      throw interruption
    } catch let error as PluginError where error.code == .refused && error.number == Self.notSetUp {
      return .skipped(error.reason)
    } catch {
      return .failed("\(error)")
    }
  }

  /// The number of the refusal of a plugin that lacks a setting for what it is asked: nothing can be said of it then.
  static let notSetUp = -32001

  /// A connection of its own, closed when it goes away.
  func connect(_ limits: PluginLimits? = nil) -> sending PluginConnection {
    PluginConnection(to: manifest, settings: settings, environment: environment, limits: limits ?? self.limits)
  }

  private var kindDemands: [Demand] {
    manifest.kinds.flatMap { kind in
      switch kind {
      case .provider: providerDemands
      case .embedder: embedderDemands
      case .extractor: extractorDemands
      case .observer: observerDemands
      }
    }
  }

  /// What every plugin that speaks JSON-RPC must do.
  private var conversationDemands: [Demand] {
    [
      Demand("it answers 'initialize' with an object, and its protocol version is ours if it names one") {
        _ = try connect().greet()
      },
      Demand("it answers an unknown method with an error, and goes on") {
        let connection = connect()
        do {
          _ = try connection.call("manent/no-such-method", [:])
          throw Shortfall("it gave a result")
        } catch let error as PluginError where error.code == .refused {}
        _ = try? connection.call("manent/no-such-method", [:])
        guard connection.isOpen else { throw Shortfall("it did not go on") }
      },
      Demand("it ends by itself soon after 'shutdown'") {
        let connection = connect()
        try connection.greet()
        guard connection.closeInOrder() else { throw Shortfall("it had to be ended") }
      },
    ]
  }
}
