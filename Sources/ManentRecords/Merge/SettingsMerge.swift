/// Joins two versions of a settings file where no workspace is at hand: as git's merge driver, and to read a file in
/// which git has left the markers of a conflict.
public enum SettingsMerge {
  /// Joins two versions key by key against what they come from; `nil` when one of them cannot be read.
  ///
  /// Of two values that both were changed the greater text counts: there is no history to tell the later one.
  public static func joined(base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], file: String) -> [UInt8]? {
    guard let left = SettingsValues(ours, file: file), let right = SettingsValues(theirs, file: file) else {
      return nil
    }
    let before = base.flatMap { SettingsValues($0, file: file) }
    var values = left.values.filter { right.values[$0.key] == $0.value }
    for key in Set(left.values.keys).union(right.values.keys) where left.values[key] != right.values[key] {
      let (one, other) = (left.values[key], right.values[key])
      if let before, before.values[key] == one {
        values[key] = other
      } else if let before, before.values[key] == other {
        values[key] = one
      } else {
        values[key] = [one, other].compactMap(\.self).max()
      }
    }
    let isOursOld = base == ours
    let isLeft = isOursOld != (base == theirs) ? !isOursOld : !ours.lexicographicallyPrecedes(theirs)
    return SettingsText.text(isLeft ? left : right, values)
  }

  /// The text of a settings file without the markers of a conflict; a file without any as it is.
  public static func resolved(_ bytes: [UInt8], file: String) -> [UInt8] {
    guard let conflict = ConflictText(bytes) else { return bytes }
    return joined(base: nil, conflict.ours, conflict.theirs, file: file) ?? bytes
  }
}
