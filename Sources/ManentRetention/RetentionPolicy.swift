public import ManentCore
public import ManentRecords
public import ManentWorkspace

/// All the rules that hold for a workspace at once: its own, those of the command line and those of the machine.
public struct RetentionPolicy: Sendable, Equatable {
  /// What to keep of the chats whose template has no rules of its own.
  public var rules: RetentionRules
  /// What to keep of the chats of a template, by its name; in the place of ``rules``.
  public var templates: [String: RetentionRules]
  /// What is kept in every workspace of the machine, whatever else is said.
  public var bounds: RetentionRules
  /// How long a chat stays forgotten before it is purged; `nil` is for ever.
  public var purgeAfter: CalendarSpan?
  /// The shortest time for which a chat stays forgotten, whatever ``purgeAfter`` says.
  public var purgeBound: CalendarSpan?
  /// How long no answer may have cited a document before it is proposed for removal; `nil` is never.
  public var unusedDocuments: CalendarSpan?

  /// A policy from its parts; without any it keeps everything.
  public init(
    rules: RetentionRules = RetentionRules(), templates: [String: RetentionRules] = [:],
    bounds: RetentionRules = RetentionRules(), purgeAfter: CalendarSpan? = nil, purgeBound: CalendarSpan? = nil,
    unusedDocuments: CalendarSpan? = nil
  ) {
    self.rules = rules
    self.templates = templates
    self.bounds = bounds
    self.purgeAfter = purgeAfter
    self.purgeBound = purgeBound
    self.unusedDocuments = unusedDocuments
  }

  /// The policy of a workspace.
  ///
  /// Rules of the command line stand in the place of the workspace's, but not of its templates'; a workspace that has no
  /// settings at all takes the machine's default. The machine's bounds are added to whatever comes of this.
  ///
  /// - Parameters:
  ///   - workspace: what `workspace.yaml` says.
  ///   - machine: what `config.yaml` says.
  ///   - flags: what the command line says.
  public init(workspace: RetentionSettings, machine: MachineSettings.Retention, flags: RetentionSettings) {
    let base = workspace.isEmpty ? machine.defaults : workspace
    self.init(
      rules: flags.rules.isEmpty ? base.rules : flags.rules, templates: base.templates, bounds: machine.bounds.rules,
      purgeAfter: flags.purgeAfter ?? base.purgeAfter, purgeBound: machine.bounds.purgeAfter,
      unusedDocuments: flags.unusedDocuments ?? base.unusedDocuments)
  }

  /// Whether nothing can come of it: no chat is forgotten or purged, no document proposed.
  public var isEmpty: Bool {
    rules.isEmpty && templates.values.allSatisfy(\.isEmpty) && purgeAfter == nil && unusedDocuments == nil
  }
}
