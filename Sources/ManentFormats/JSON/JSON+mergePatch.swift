extension JSON {
  /// This value with a patch applied, as RFC 7396 (JSON Merge Patch) defines it.
  public func merging(_ patch: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    var merged = object ?? [:]
    for (key, value) in changes.entries {
      // In one expression with `?:` the `nil` would be a JSON null, not the absence of the key.
      if value == .null { merged[key] = nil } else { merged[key] = (merged[key] ?? .null).merging(value) }
    }
    return .object(merged)
  }

  /// The smallest patch that makes another value of this one: `merging(mergePatch(to: other))` is `other`, but for the
  /// order of keys.
  ///
  /// Both must be what patches have made: a merge patch cannot set a member to `null`.
  public func mergePatch(to other: JSON) -> JSON {
    guard let new = other.object, let old = object else { return other }
    var patch: JSONObject = [:]
    for key in old.keys where new[key] == nil { patch[key] = .some(.null) }
    for (key, value) in new.entries where old[key] != value {
      patch[key] = (old[key] ?? .null).mergePatch(to: value)
    }
    return .object(patch)
  }
}
