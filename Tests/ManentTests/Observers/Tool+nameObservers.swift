import Foundation
import ManentCore
import TestSupport

extension Tool {
  /// Names observers in the settings of a workspace as another machine does that has them: in the file, and committed.
  func nameObservers(_ observers: [String], in root: Path) throws {
    let file = root / "workspace.yaml"
    let others = try file.text.split(separator: "\n").filter { !$0.hasPrefix("observers:") }
    try write(
      file.string, others.joined(separator: "\n") + "\nobservers: [\(observers.joined(separator: ", "))]\n")
    try git(root, "commit", "-q", "-m", "name observers", "workspace.yaml")
  }
}
