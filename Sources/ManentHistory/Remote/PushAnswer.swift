/// What `git push --porcelain` says about one reference: `<flag><tab><from>:<to><tab><summary> (<reason>)`.
struct PushAnswer {
  /// Whether the reference was not moved.
  let isRefusal: Bool
  /// Whether it was where it is to be already.
  let isUpToDate: Bool
  /// Whether it was not moved because it is not where it was thought to be: git's own judgement, before or after
  /// asking the remote.
  let isStale: Bool
  /// The reason, without its brackets.
  let reason: String

  /// The answer about `target`; `nil` when there is none.
  init?(_ output: [UInt8], about target: String) {
    let line = output.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
      .first { line in
        let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
        return fields.count == 3 && fields[1].hasSuffix(":" + target)
      }
    guard let line else { return nil }
    let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
    let summary = String(fields[2])
    isRefusal = fields[0] == "!"
    isUpToDate = fields[0] == "="
    // 'rejected' is what git itself found out, 'remote rejected' what the other side said.
    isStale = isRefusal && summary.hasPrefix("[rejected]")
    guard let open = summary.firstIndex(of: "("), summary.hasSuffix(")") else {
      reason = summary
      return
    }
    reason = String(summary[summary.index(after: open)...].dropLast())
  }
}
