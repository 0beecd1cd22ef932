extension OpenAIError {
  /// What a connection that failed comes to.
  init(_ failure: HTTPFailure, at endpoint: Endpoint) {
    let words = ServerWords.line(endpoint.withoutKey(failure.words))
    let place = "endpoint '\(endpoint.name)'"
    self =
      switch failure.kind {
      case .badAddress:
        OpenAIError(
          .settings, "\(place): '\(endpoint.base)' is no address of a server (\(words))",
          summary: "\(place): its address is that of no server")
      case .noServer:
        OpenAIError(
          .noServer, "\(place): no server answers at \(endpoint.base) (\(words)); is it running?",
          summary: "\(place): its server does not answer")
      case .proxy: OpenAIError(.noServer, "\(place): the proxy does not answer or refuses (\(words))")
      case .trust:
        OpenAIError(
          .trust,
          "\(place): \(endpoint.base) cannot be trusted (\(words)); 'ca_file' in config.yaml names the certificates of an own authority",
          summary: "\(place): its server cannot be trusted"
        )
      case .broken:
        OpenAIError(
          failure.hasBegun ? .cut : .noServer,
          failure.hasBegun
            ? "\(place): the connection was cut in the middle of the answer (\(words))"
            : "\(place): the server has closed the connection without an answer (\(words))")
      case .silent:
        OpenAIError(
          .tooSlow, "\(place): the server took too long (\(words)); 'timeout' in config.yaml says how long it may",
          summary: "\(place): the server took too long (\(words))")
      case .tooMuch: OpenAIError(.garbage, "\(place): the server said too much (\(words))")
      case .garbage: OpenAIError(.garbage, "\(place): what answers at \(endpoint.base) is no web server (\(words))")
      case .other: OpenAIError(.refused, "\(place): \(words)")
      }
  }
}
