extension SecretPattern {
  /// Clouds and what runs in them.
  static let clouds: [SecretPattern] = [
    SecretPattern(
      "AWS access key id", .prefixed(["AKIA", "ASIA", "ABIA", "ACCA"], .capitals, 16...16),
      matches: ["aws_access_key_id = AKIA·F4Q5K6GTQWDHNBV6", "ASIA·7SVDSI2S2XISMCA7"],
      misses: ["AKIAIOSFODNN7EXAMPLE", "AKIA0000000000000000", "AKIAlowercase1234567", "XAKIAKT0S03V76UAK5A84"]
    ),
    SecretPattern(
      "AWS secret key",
      .assigned(["aws_secret", "awssecret", "secret_access_key", "secretaccesskey", "aws_sec"], .base64, 40...40),
      entropy: 3.5,
      matches: [
        "AWS_SECRET_ACCESS_KEY=·7VfDa9pzvvEZnX1DJbAEiV3NCmV4hHas2h7byynw",
        "\"SecretAccessKey\": \"·6489Ljd7Ac4ziRzmVlwCYae2hMyXYvoXyBqZ5s0d\"",
      ],
      misses: [
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "aws_secret_access_key = xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ]
    ),
    SecretPattern(
      "AWS session token", .assigned(["session_token", "sessiontoken", "security_token"], .base64, 100...2000),
      entropy: 4,
      matches: [
        "aws_session_token=·J6zIlD214yzPGfyuUm3UsKxat2na7Pk+tVahV9H5Q0vY24cD9Lnj9CkOmkP0wPSfNpkkf+8B4Mt2J5jFLlMjWL0muS2lRATn7Pm/Pe5hDKNH6Sl50zZ2pqi4PeNU1nwb5sNfngikLLK3De36LuQY77ewU8Olo4IVRoXZ5Hqs6TJxw0bZOGyt36pKWeyyZF/doNmRRSubfz/eI8AfCQOCV6cepynNpFioSRG0vINiYwE+bN8DhBXmK+eHa6spkFOVE+aaPYTOIBL5tbzDaMlDEAXBKrAvp+C4NGkx7mS8bMbv=="
      ],
      misses: ["session_token=abc"]
    ),
    SecretPattern(
      "AWS Bedrock key", .prefixed(["ABSKQmVkcm9ja0FQSUtleS"], .base64, 80...160),
      matches: [
        "ABSK·QmVkcm9ja0FQSUtleSuNWJ8Rry5ync/xLdzIuJZIkTNoFcDJW4Gi9Y+tZ9hYfzHQwV3uXDhKD1+9w79+4EEPCskp57bsb+rofi24xpcQ3RCu//PgOb/fAyGJMDE4i/9D"
      ],
      misses: ["ABSK"]
    ),
    SecretPattern(
      "Azure storage key", .assigned(["accountkey", "account_key", "storage_key"], .base64, 86...86), entropy: 4,
      matches: [
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=·Q1HBU3aOptEOKETFLn9GpIfsnm4MsCOPxf32XaoHYlmaON7rtUMJk32a69N8mNjF2onEXy8UzsddpZ0b7RDO/H==;EndpointSuffix=core.windows.net"
      ],
      misses: ["AccountKey=short"]
    ),
    SecretPattern(
      "Azure shared access key", .assigned(["sharedaccesskey", "sharedsecret"], .base64, 43...43), entropy: 3.5,
      matches: ["SharedAccessKey=·AD+9GiIkL3f7gwgD2tASEi2xC5+r4uU9o7Mj7PUFjJV="],
      misses: ["SharedAccessKeyName=RootManageSharedAccessKey"]
    ),
    SecretPattern(
      "Azure shared access signature", .prefixed(["&sig=", "?sig="], .percent, 43...80), entropy: 3.5,
      matches: ["https://a.blob.core.windows.net/c?sv=2022-11-02&sig=·6tRHcVwxwYk2oyHAxMrAA18oMlWT76bv4cgXm6VBWHN%3D"],
      misses: ["?sig=abc"]
    ),
    SecretPattern(
      "Azure client secret", .prefixed(["Q~"], .azureSecret, 31...34, before: (.azureSecret, 4...4)), entropy: 3.5,
      matches: ["client secret: 4EQ8Q~·UhBmxozhKcy8u8owkAvr1YtFuko4575cWD"],
      misses: ["FAQ~ and more"]
    ),
    SecretPattern(
      "Alibaba key id", .prefixed(["LTAI"], .alphanumeric, 12...24),
      matches: ["LTAI·5tuofOFw9tftjMvGSFWR"],
      misses: ["LTAIR"]
    ),
    SecretPattern(
      "DigitalOcean token", .prefixed(["dop_v1_", "doo_v1_", "dor_v1_"], .hexadecimal, 64...64),
      matches: ["dop_v1·_5f6ce8063d50a800bd375a96c54f9cea8aa19cf782323d3b4fd1fba8363f42b9"],
      misses: ["dop_v1_"]
    ),
    SecretPattern(
      "Heroku key", .prefixed(["HRKU-"], .base64URL, 36...70),
      matches: ["HRKU-·AAqDgXoq5jB4jIamAD3_MoDr-V_cr0IreXe1vT69-1DPS82pdcy5rQP0kRIX"],
      misses: ["HRKU-"]
    ),
    SecretPattern(
      "Cloudflare key", .assigned(["cloudflare", "cf_api"], .base64URL, 37...40), isMixed: true,
      matches: ["CLOUDFLARE_API_TOKEN=·eheReeR2Gjem586FBW1wypMxmmf5Q4RtrcUA5ZLy"],
      misses: ["cloudflare: fast"]
    ),
    SecretPattern(
      "Fly.io token", .prefixed(["fm2_", "fo1_"], .anyBase64, 40...2000), entropy: 4,
      matches: [
        "fm2_·CPqtbz4zgaVG///j5jOwficPmo8bE7dEWSofoz8OICU7AEywzpX8cI9AbCc2tsXHwRnOHzUVx3v+FQhvLGso4jpqGUIh4D8D7wuH"
      ],
      misses: ["fm2_a"]
    ),
    SecretPattern(
      "Vercel token", .prefixed(["vcp_", "vci_", "vca_", "vcr_", "vck_"], .alphanumeric, 24...80),
      matches: ["vcp_·1WQxO4mTQB8bcrvAoxhL4aTDU5K8uSGR3MhvYYDTFy8XJfMUt1QLF08n"],
      misses: ["vcp_a"]
    ),
    SecretPattern(
      "HashiCorp Vault token", .prefixed(["hvs.", "hvb.", "hvr."], .base64URL, 24...300),
      matches: ["hvs.·CAESI2GfjUR2VGzmGqHskykvVjqHI2pWKY43FkqAVDFIWu6T1XrJSkQuYiXoLwd_zc4_iQQuE4bMu8m0SVtHFFxswH"],
      misses: ["hvs.short"]
    ),
    SecretPattern(
      "Terraform Cloud token", .prefixed([".atlasv1."], .base64URL, 60...70, before: (.alphanumeric, 14...14)),
      matches: ["BFOCTplA9Hc3jl.atlas·v1.VYxLmaXs7n2T9zNMN5XQaiOCqT1j5fTD7vPkeISYnY2T7CmOR7wFDeLjU8rTe7Yjfgf"],
      misses: ["a.atlasv1.b"]
    ),
    SecretPattern(
      "Databricks token", .prefixed(["dapi"], .hexadecimal, 32...34),
      matches: ["dapi·8de77fdf2ce9a7f0408b2ec7e2f7adc6"],
      misses: ["dapi0"]
    ),
    SecretPattern(
      "Supabase key", .prefixed(["sb_secret_", "sbp_"], .word, 30...60),
      matches: ["sb_secret·_lwZuK2o65mFHRe8uOIBI1sjIq9USwqx", "sbp_·b61c4c950aa44ad7ac779f46c349d128a4d60fa4"],
      misses: ["sb_secret_"]
    ),
    SecretPattern(
      "PlanetScale token", .prefixed(["pscale_tkn_", "pscale_pw_", "pscale_oauth_"], .dotted, 32...64),
      matches: ["pscale·_tkn_Hxz93cks8t4Cf3blLgfbcvMUBCIPrGLxzA6cZ8rU4gk"],
      misses: ["pscale_tkn_"]
    ),
    SecretPattern(
      "age secret key", .prefixed(["AGE-SECRET-KEY-1"], .capitals, 58...58),
      matches: ["AGE-·SECRET-KEY-1VCKPDF9VSGNCJRUTGJGK0VU20LLGWWFNW5MTZTNLAR33LNRQ9WVVL3D2WV"],
      misses: ["AGE-SECRET-KEY-1"]
    ),
  ]
}
