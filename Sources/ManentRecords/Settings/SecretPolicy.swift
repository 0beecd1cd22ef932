/// What becomes of credentials in new text (`history.secrets`).
public enum SecretPolicy: String, Sendable, CaseIterable {
  /// They are kept, and the user is told.
  case warn
  /// What holds one is not taken.
  case refuse
  /// In messages and titles they are replaced; a document that holds one is not taken, since it is never altered.
  case redact
  /// Nobody looks.
  case off
}
