/// What the user is told once by a command, however often it comes up.
package final class ToldOnce {
  /// That something waits to be committed.
  var isWaiting = false
  /// That what was committed is on no branch.
  var isDetached = false
  /// That a sparse checkout leaves something out.
  var isLeftOut = false
  /// The paths of which it was told that they are not committed.
  package var paths: Set<String> = []
  /// The folders of the chats that could not be read, with the reason.
  package var unreadableChats: [String: String] = [:]
  /// The settings of chats that are not committed, since they cannot be read.
  package var keptBack: Set<String> = []
  /// What is to be said of chats that cannot be read, while many are looked at.
  package var unreadable: [String]?
  /// That what an interrupted merge has left cannot be followed.
  package var isStuck = false
}
