import Dispatch
import Synchronization

/// Work on many things at once.
public enum Parallel {
  /// The results of `transform` for each item, in their order; as many are worked on at once as there are processors.
  ///
  /// The error of the first item (by order) that failed is thrown when all are done.
  public static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ transform: @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    try results(items) { item in Swift.Result { try transform(item) } }.map { try $0.get() }
  }

  /// The results of `transform`, which cannot fail, for each item, in their order; as many are worked on at once as
  /// there are processors.
  public static func results<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ transform: @Sendable (Item) -> Result
  ) -> [Result] {
    if items.count < 2 { return items.map(transform) }
    let results = Mutex<[[Result]]>([])
    // Several slices a processor even out slices that differ in weight.
    let slices = min(items.count, Platform.processorCount * 8)
    results.withLock { $0 = Array(repeating: [], count: slices) }
    DispatchQueue.concurrentPerform(iterations: slices) { slice in
      let range = items.count * slice / slices..<items.count * (slice + 1) / slices
      let part = items[range].map { transform($0) }
      results.withLock { $0[slice] = part }
    }
    return results.withLock { $0.flatMap(\.self) }
  }
}
