/// What the user is told once by a command, however often it comes up.
package final class ToldOnce {
  /// That something waits to be committed.
  var isWaiting = false
  /// That a sparse checkout leaves something out.
  var isLeftOut = false
  /// The paths of which it was told that they are not committed.
  var paths: Set<String> = []
  /// What is to be said of chats that cannot be read, while many are looked at.
  var unreadable: [String]?
  /// That what an interrupted merge has left cannot be followed.
  package var isStuck = false
}
