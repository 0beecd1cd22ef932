import ManentCatalog
import ManentCommandLine
import ManentCore

extension Invocation {
  /// Runs the command; when the catalog turns out to be damaged on the way, it is thrown away, since the files tell all
  /// that it held, and the command is run again, once.
  ///
  /// What a command puts on the disk it does after it has read the catalog, and damage that shows later is only told
  /// of.
  func run() throws {
    do {
      try path.command.run?(self)
    } catch let error as CatalogError where error.needsRebuild {
      try Catalog.discard(at: error.path)
      try path.command.run?(self)
    }
  }
}
