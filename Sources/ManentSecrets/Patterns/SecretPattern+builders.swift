extension SecretPattern {
  /// Places where software is built, run and measured.
  static let builders: [SecretPattern] = [
    SecretPattern(
      "Azure DevOps token", .assigned(["devops", "vsts", "azdo"], .alphanumeric, 52...84), entropy: 3.5,
      matches: ["AZURE_DEVOPS_PAT=·qwb5pdkhx6pygpan2rlykei4iiaannkksumnlmytbx2kjqevtave"],
      misses: ["devops: we build it and run it"]
    ),
    SecretPattern(
      "Asana token", .assigned(["asana"], Alphabet("0123456789abcdef/:"), 40...60),
      matches: ["ASANA_TOKEN=·1/4547527720405608:dbc0e15637ebb8e3b91d26ab4a829a95"],
      misses: ["asana: 12 tasks"]
    ),
    SecretPattern(
      "Bitbucket token", .prefixed(["ATBB"], .alphanumeric, 32...32), isMixed: true,
      matches: ["ATBB·ZfOjUStEkUdfMI7zcpVMw0qDPAjd6OcZ"],
      misses: ["ATBB"]
    ),
    SecretPattern(
      "CircleCI token", .prefixed(["CCIPAT_", "CCIPRJ_"], .word, 50...80),
      matches: ["CCIPAT_·Fv1niUK8iO5YAgkBxjd2As_4e5efaf89fc43c5fa52f8b2b19b8f89a50f8a8e9"],
      misses: ["CCIPAT_"]
    ),
    SecretPattern(
      "Buildkite token", .prefixed(["bkua_", "bkat_"], .hexadecimal, 40...40),
      matches: ["bkua_·bb8bdb5eba456bf92d5d98065e5751f75143a5f6"],
      misses: ["bkua_"]
    ),
    SecretPattern(
      "Cloudflare CA key", .prefixed(["v1.0-"], .hexadecimalAndHyphen, 160...180),
      matches: [
        "v1.0-·1debc267b0bc8d3b1939a9b4-ddbe45cf642b0c3a4acdd7f9fcc589f8d0a9f94f03e7914c0f87f17f8499ff30499a90ebb4108e360ddfcfc69e290d9f945ffa4d1278220ad2cf1337349e455d52613c2813c40d2aff"
      ],
      misses: ["v1.0-beta"]
    ),
    SecretPattern(
      "Dynatrace token", .prefixed(["dt0c01.", "dt0s01.", "dt0s02.", "dt0s16."], .dotted, 80...100),
      matches: ["dt0c01·.WXDISJ6S99OQE9PQS7IPX3YL.IBVFCFH63PY34UG7B8YDJ1OHF5NIYWPSVWYYIWS1X7CNLZEGCCLMMC54WA14T1U3"],
      misses: ["dt0c01.x"]
    ),
    SecretPattern(
      "Honeycomb key", .prefixed(["hcaik_", "hcaic_", "hcxik_", "hcalk_"], .small, 58...64), isMixed: true,
      matches: ["hcaik_·3gmjkexy4j9qhrkspc4cwxudb34jhus3pkcmbofzxtl3xse3kplnc1ra3d"],
      misses: ["hcaik_"]
    ),
    SecretPattern(
      "LinkedIn secret",
      .assigned(["linkedin_client", "linkedin_secret", "linkedin client secret"], .alphanumeric, 16...16),
      isMixed: true,
      matches: ["linkedin_client_secret=·CXRAkccJ11HKw8gT"],
      misses: ["linkedin_client_id = 86abcdefghijkl"]
    ),
    SecretPattern(
      "Mapbox token", .parts(["sk.eyJ"], [2...2, 40...400, 20...24]),
      matches: ["sk.ey·J1Ijoiep5ZFf7EdRpPdFzYddq1ACtOd4c8mlSGOzmIof7uYgfI6kMe2UnNbCIwFBKX.yqbN5CorN9lHZOqqk8Fk29"],
      misses: ["sk.eyJ"]
    ),
    SecretPattern(
      "Netlify token", .prefixed(["nfp_", "nfc_", "nfo_", "nfb_", "nfu_"], .alphanumeric, 36...40),
      matches: ["nfp_·KQprdFSpdTmYs4x4geAXuyWXJa5sP8WiKbCj"],
      misses: ["nfp_a"]
    ),
    SecretPattern(
      "Okta token", .spoken(["ssws"], .base64URL, 40...42), isMixed: true,
      matches: ["Authorization: SSWS ·000cg2InWqPiNvrH_PKeiddpgqT3HcD2qUzQTbuumr"],
      misses: ["SSWS is a scheme"]
    ),
    SecretPattern(
      "SonarQube token", .prefixed(["squ_", "sqp_", "sqa_"], .hexadecimal, 40...40),
      matches: ["squ_·54edd3aae7ed5e15ff034d16017fbce66869b7bb"],
      misses: ["squ_a"]
    ),
    SecretPattern(
      "Firebase messaging key", .prefixed([":APA91b"], .base64URL, 120...145, before: (.base64URL, 7...24)),
      matches: [
        "AAAAZp0Q162·:APA91bd_ZSssE-WemvYmKzP98lzWbnxXcOdNX8Z5hs1UcAKKjdlT0NbJEjelMSA9lpER2YaXWwAPXPnVFmBLNIjvj0xCi01D29FM1JkQx1dtoLx3yPnQjh-rjOy7XD9mayuolQtVn4P0"
      ],
      misses: [":APA91b"]
    ),
    SecretPattern(
      "Google refresh token", .prefixed(["1//0"], .base64URL, 40...120), isMixed: true,
      matches: ["1//0·XxnUnizAPVw6kFZ7WapVqa_WRj-Lco9TzRWsL_loL0Ri3gC1EIjsIm93xXFf"],
      misses: ["1//0"]
    ),
    SecretPattern(
      "Contentful token", .prefixed(["CFPAT-"], .base64URL, 43...43),
      matches: ["CFPAT-·CTqkasUccG6XkgBy4b8kJ8cguY3eBd103WbvRsMy2jx"],
      misses: ["CFPAT-"]
    ),
    SecretPattern(
      "Clojars token", .prefixed(["CLOJARS_"], .small, 60...60),
      matches: ["CLOJARS_·6cd684fb9035e22c1d460fae4e72b005d284ba6492933cb9bfe74800c47f"],
      misses: ["CLOJARS_"]
    ),
    SecretPattern(
      "NuGet key", .prefixed(["oy2"], .small, 43...43), isMixed: true,
      matches: ["oy2·daan0o6ptd6pcywb9t22ghx7ryytke2dn7yg6t9x0i3"],
      misses: ["oy2"]
    ),
  ]
}
