import ManentAccess
import ManentCatalog
import ManentCore
import ManentDocuments
import ManentFormats
import ManentGit
import ManentHTTP
import ManentHistory
import ManentRecords
import ManentWorkspace

extension ServeService {
  static var documentEndpoints: [Endpoint] {
    [
      .plain("GET", "/api/v1/documents", .read, "The documents, by name") { call in
        let rows = try call.workspace { try $0.documents() }
        return .json(["documents": .array(rows.map(document))])
      },
      .plain("PUT", "/api/v1/documents/{name...}", .write, body: .document, "Add a document, or replace it") { call in
        guard case .file(let file) = call.request.body else { throw ServeError(400, "the body is missing") }
        let name = call.parameter("name")
        try DocumentName.check(name)
        return try call.workspace { workspace in
          guard let size = try Files.status(file)?.size, size <= workspace.settings.maxDocumentBytes.bytes else {
            throw ServeError(
              413, "the document has more than \(workspace.settings.maxDocumentBytes)", code: "too_large")
          }
          var source = DocumentSource(.file(file), name: name, isExplicit: true)
          source.isPassing = true
          let report = try workspace.add([source])
          var json: JSONObject = [
            "added": .array(report.added.map(JSON.string)), "updated": .array(report.updated.map(JSON.string)),
            "unchanged": .array(report.unchanged.map(JSON.string)), "chunks": JSON(report.chunks),
            "embedded": JSON(report.embedded),
          ]
          // The name of the file on this machine is nobody's business.
          json["failed"] = .array(report.failed.map { ["path": .string(name), "error": .string(Told.text($0.error))] })
          if let refusal = report.failed.first {
            throw ServeError(
              422, "\(name): \(Told.text(refusal.error))", code: refusal.isSecret ? "secret" : "bad_document")
          }
          return .json(.object(json), status: report.added.isEmpty ? 200 : 201)
        }
      },
      .plain("DELETE", "/api/v1/documents/{name...}", .write, "Remove a document; restore brings it back") { call in
        try call.workspace { workspace in
          try workspace.removeDocuments([call.parameter("name")])
          return .json([
            "removed": [.string(call.parameter("name"))],
            "commit": try workspace.history().head().map { .string($0.description) } ?? .null,
          ])
        }
      },
      .plain("POST", "/api/v1/documents/remove", .write, body: .json, "Remove several documents in one commit") {
        call in
        guard let names = try call.object().texts("names"), !names.isEmpty else {
          throw ServeError(400, "'names' must name documents", parameter: "names")
        }
        return try call.workspace { workspace in
          try workspace.removeDocuments(names)
          return .json(["removed": .array(names.map(JSON.string))])
        }
      },
      .plain("POST", "/api/v1/documents/restore", .write, body: .json, "Bring a document or a version of it back") {
        call in
        let body = try call.object()
        let (name, commit) = (try body.requiredText("name"), try body.text("at"))
        return try call.workspace { .json(ServeJSON.restored(try $0.restore(document: name, at: commit))) }
      },
      .plain("GET", "/api/v1/documents/text", .read, query: ["name", "blob"], "The text of a document at a version") {
        call in
        let name = try call.text("name")
        let version = try version(call)
        return try call.workspace { workspace in
          let (text, blob, isCurrent) = try workspace.text(ofDocument: name, version: version)
          var object: JSONObject = [
            "name": .string(name), "blob": .string(blob.description), "is_current": JSON(isCurrent),
            "text": .string(String(decoding: text, as: UTF8.self)),
          ]
          if isCurrent {
            object["passages"] = .array(
              try workspace.document(named: name).passages.map { passage in
                [
                  "start": JSON(passage.range.lowerBound), "end": JSON(passage.range.upperBound),
                  "page": passage.page.map { JSON($0) } ?? .null, "line": JSON(passage.line),
                ]
              })
          }
          return .json(.object(object))
        }
      },
      .plain("GET", "/api/v1/documents/file", .read, query: ["name", "blob"], "The file of a document at a version") {
        call in
        let name = try call.text("name")
        let version = try version(call)
        let bytes = try call.workspace { try $0.bytes(ofDocument: name, version: version).bytes }
        let blob = try History.blobID(of: bytes)
        return HTTPResponse(
          200,
          headers: [
            "Content-Type": "application/octet-stream", "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "ETag": "\"\(blob)\"",
            "Content-Disposition": "attachment; filename*=UTF-8''\(HTTPTarget.escaped(Path(name).name))",
          ], bytes
        ).part(for: call.request)
      },
      .plain("GET", "/api/v1/documents/history", .read, query: ["name"], "The versions of a document, latest first") {
        call in
        let name = try call.text("name")
        let versions = try call.workspace { workspace in
          let versions = try workspace.versions(ofDocument: name, limit: 500)
          // One that no commit has yet is there all the same.
          if versions.isEmpty { _ = try workspace.document(named: name) }
          return versions
        }
        return .json([
          "name": .string(name),
          "versions": .array(
            versions.map { version in
              [
                "blob": .string(version.blob.description), "commit": .string(version.commit),
                "time": .string(version.time.description), "author": .string(version.author),
              ]
            }),
        ])
      },
      .plain(
        "GET", "/api/v1/documents/diff", .read, query: ["name", "from", "to"], "How two versions of a document differ"
      ) { call in
        let name = try call.text("name")
        guard let from = BlobID(try call.text("from")) else {
          throw ServeError(400, "'from' names no version", parameter: "from")
        }
        let to = try call.request.target["to"].map { text in
          guard let blob = BlobID(text) else { throw ServeError(400, "'to' names no version", parameter: "to") }
          return blob
        }
        return try call.workspace { workspace in
          let old = try workspace.text(ofDocument: name, version: from).text
          let new = try workspace.text(ofDocument: name, version: to).text
          return .json(["hunks": LineDifference(old, new).json])
        }
      },
    ]
  }

  private static func version(_ call: Call) throws -> BlobID? {
    guard let text = call.request.target["blob"], !text.isEmpty else { return nil }
    guard let blob = BlobID(text) else { throw ServeError(400, "'blob' names no version", parameter: "blob") }
    return blob
  }

  private static func document(_ row: DocumentRow) -> JSON {
    var object: JSONObject = [
      "name": .string(row.name), "bytes": JSON(row.stamp.size),
      "added_at": .string(Timestamp(milliseconds: row.stamp.modified / 1_000_000).description),
    ]
    if let problem = row.problem {
      object["problem"] = .string(Told.text(problem))
    } else {
      object["blob"] = .string(row.blob.description)
      object["format"] = .string(row.format)
    }
    return .object(object)
  }
}
