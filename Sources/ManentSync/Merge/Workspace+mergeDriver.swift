public import ManentCore
internal import ManentGit
import ManentHistory
public import ManentWorkspace

extension Workspace {
  /// Lets git join settings files with this program, so that a plain `git pull` ends without a conflict.
  ///
  /// Costs a look at `.git/config` when it is so already; a program that has moved is found again. Where the
  /// settings cannot be written, git does without, and Manent reads what comes of it.
  public func installMergeDriver(_ executable: Path?) throws {
    guard let executable, !isReadOnly else { return }
    let quoted =
      "'" + executable.string.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    let command = "\(quoted) merge-file %O %A %B %P"
    guard let gitFolder = repositoryPlace()?.gitFolder,
      HeadReader.hasSetting("driver", command, gitFolder: gitFolder) == false
    else { return }
    do {
      try history().installMergeDriver(command)
    } catch let error as GitError where error.code == .git || error.code == .file {
      surroundings.notify("git was not told how to join chat.yaml (\(error)); a plain 'git pull' may end in a conflict")
    }
  }
}
