extension PageAssets {
  /// The files by their names.
  static let files: [String: String] = [
    "index.html": """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Manent</title>
    <h1>Manent</h1>
    <p>The server is running. Its interface is described at <a href="/api/openapi.json">/api/openapi.json</a>.</p>
    </html>

    """
  ]
}
