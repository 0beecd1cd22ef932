import ManentCore
import ManentFormats

extension PluginCheck {
  var embedderDemands: [Demand] {
    [
      Demand("each text gives one vector of unit length, always the same, for documents and for questions") {
        let embedder = try PluginEmbedder(connect())
        let texts = ["A wing makes lift.", "日本語", "x", String(repeating: "word ", count: 2000)].map {
          Array($0.utf8)[...]
        }
        for purpose in [EmbeddingPurpose.document, .query] {
          let vectors = try embedder.embed(texts, purpose: purpose)
          guard vectors.count == texts.count * embedder.dimensions else {
            throw Shortfall("the vectors are not as many")
          }
          guard try embedder.embed(texts, purpose: purpose) == vectors else {
            throw Shortfall("they are not the same again")
          }
        }
      },
      Demand("no texts give no vectors") {
        guard try PluginEmbedder(connect()).embed([], purpose: .document).isEmpty else {
          throw Shortfall("it gave some")
        }
      },
    ]
  }

  var extractorDemands: [Demand] {
    [
      Demand("a file that is not of its kind is refused with a reason, and the next call finds it well") {
        let extractor = PluginExtractor(connect(), environment: environment)
        for bytes in [Array("This is no such file.\n".utf8), [], (0...255).map { UInt8($0) }] {
          for _ in 1...2 {
            do {
              let text = try extractor.extract(bytes, fileName: "sample.\(manifest.extensions.first ?? "bin")")
              guard text.map({ String(validating: $0.text, as: UTF8.self) != nil }) ?? true else {
                throw Shortfall("the text is not UTF-8")
              }
            } catch let error as PluginError where error.code == .refused {}
          }
        }
      }
    ]
  }

  var observerDemands: [Demand] {
    [
      Demand("its patch to the state of a chat is an object, also for a chat of one message") {
        let observer = PluginObserver(connect())
        let messages = try Self.request("What does it cost?").messages
        _ = try observer.observe(messages, state: ["last_topic": "price"])
        _ = try observer.observe([messages[3]], state: [:])
        _ = try observer.observe([], state: [:])
      }
    ]
  }
}
