internal import ManentCore

extension PackFolder {
  /// The file with the names of packs that are being removed for good.
  private var removing: Path { own / "removing" }

  /// Removes packs, with a note of their names until all are gone: what is left of a pack when a kill comes between its
  /// files would be found by nobody, and still hold its objects.
  func removeForGood(_ stems: [String]) throws(HistoryError) {
    guard !stems.isEmpty else { return }
    try onFiles { () throws(FileError) in
      try Files.writeAtomically(Array(stems.joined(separator: "\n").utf8), to: removing)
    }
    for stem in stems { try remove(stem) }
    try onFiles { () throws(FileError) in try Files.remove(removing) }
  }

  /// Removes what a killed process left of packs that it was removing for good. One that has an index is whole (again),
  /// and is left to whoever asks for it.
  func finishRemoval() throws(HistoryError) {
    let names = try onFiles { () throws(FileError) in
      Files.exists(removing) ? String(decoding: try Files.read(removing, limit: 1 << 20), as: UTF8.self) : ""
    }
    for name in names.split(separator: "\n") where name.hasPrefix("pack-") && !name.contains("/") {
      if !Files.exists(path / "\(name).idx") { try remove(String(name)) }
    }
    try onFiles { () throws(FileError) in try Files.remove(removing) }
  }
}
