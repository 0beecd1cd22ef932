import Foundation
import ManentCore

/// Makes a symbolic link.
func makeLink(_ path: Path, to target: Path) throws {
  try FileManager.default.createSymbolicLink(atPath: path.string, withDestinationPath: target.string)
}
