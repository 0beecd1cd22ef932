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
    if items.count < 2 { return try items.map(transform) }
    let results = Mutex<[[Swift.Result<Result, any Error>]]>([])
    // Several slices a processor even out slices that differ in weight.
    let slices = min(items.count, Platform.processorCount * 8)
    results.withLock { $0 = Array(repeating: [], count: slices) }
    DispatchQueue.concurrentPerform(iterations: slices) { slice in
      let range = items.count * slice / slices..<items.count * (slice + 1) / slices
      let part = items[range].map { item in Swift.Result { try transform(item) } }
      results.withLock { $0[slice] = part }
    }
    return try results.withLock { try $0.flatMap { try $0.map { try $0.get() } } }
  }
}
