/// An object on its way into the repository.
struct NewObject {
  var id: ObjectID
  var kind: ObjectKind
  var content: [UInt8]
  /// The version before it, on which it may be written as a delta.
  var former: ObjectID?
}
