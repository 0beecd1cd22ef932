/// How credentials in new text are treated (`history.secrets`).
public enum SecretPolicy: String, Sendable, CaseIterable {
  /// They are kept, and the user is told.
  case warn
  /// A message or a document that holds one is refused.
  case refuse
  /// In messages and titles they are replaced; a document that holds one is not taken, since it is never altered.
  case redact
  /// They are not looked for.
  case off
}
