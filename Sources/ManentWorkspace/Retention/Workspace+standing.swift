extension Workspace {
  /// Runs `body` while no other process appends to chats, makes or removes them.
  public func whileChatsStand<Result>(_ body: () throws -> Result) throws -> Result { try locked(.chats, body) }
}
