import Foundation
public import ManentCore

/// Makes a symbolic link.
public func makeLink(_ path: Path, to target: Path) throws {
  try FileManager.default.createSymbolicLink(atPath: path.string, withDestinationPath: target.string)
}
