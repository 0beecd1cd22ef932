/// What can go wrong with a remote.
extension GitError.Code {
  /// The program `git` is not there.
  public static let noProgram = Self(name: "noProgram")
  /// A remote that cannot be used, or that has to be chosen.
  public static let badRemote = Self(name: "badRemote")
  /// The network or the host does not answer.
  public static let unreachable = Self(name: "unreachable")
  /// The remote does not accept the password, token or key.
  public static let denied = Self(name: "denied")
  /// The remote is known, but this user may not do this there.
  public static let noRight = Self(name: "noRight")
  /// There is no repository at that place.
  public static let noRepository = Self(name: "noRepository")
  /// The remote cannot be trusted to be the one that is meant (host key, certificate).
  public static let untrusted = Self(name: "untrusted")
  /// The remote took the commits and refused to move its branch (a hook, a protected branch).
  public static let declined = Self(name: "declined")
  /// Other machines were quicker, every time.
  public static let beaten = Self(name: "beaten")
  /// The remote's branch has nothing in common with the one here.
  public static let unrelated = Self(name: "unrelated")
  /// What the remote sends is damaged or made to do harm.
  public static let badObjects = Self(name: "badObjects")
  /// The disk is full, here or there.
  public static let diskFull = Self(name: "diskFull")
  /// The clone holds only the newest part of its history.
  public static let shallow = Self(name: "shallow")
  /// The contents that Git LFS keeps beside the history cannot be sent.
  public static let largeFiles = Self(name: "largeFiles")
  /// Whatever else git complained about.
  public static let transport = Self(name: "transport")

  /// What the user can do, as a clause, for the codes of this file; `nil` for other codes.
  var advice: String? {
    switch self {
    case .noProgram: "install it (package 'git'), or put its folder into PATH"
    case .badRemote, .unrelated, .diskFull, .transport: ""
    case .largeFiles: "nothing was pushed, so that no commit is there without its contents"
    case .unreachable: "nothing is lost: sync again when the network is back"
    case .denied: "check the key (ssh-add -l), or the password or token in git's credential helper"
    case .noRight: "ask its owner for the right to write, or set another remote"
    case .noRepository: "check the address, or make the repository there first (git init --bare)"
    case .untrusted: "connect once by hand with git or ssh, and check whom you talk to"
    case .declined: "the commits are safe here; ask the remote's owner what it accepts"
    case .beaten: "sync again"
    case .badObjects: "nothing of it was taken over; have the remote checked with 'git fsck'"
    case .shallow: "fetch the rest once: git fetch --unshallow"
    default: nil
    }
  }
}
