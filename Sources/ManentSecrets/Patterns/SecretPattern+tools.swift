extension SecretPattern {
  /// What teams work with.
  static let tools: [SecretPattern] = [
    SecretPattern(
      "Linear key", .prefixed(["lin_api_", "lin_oauth_"], .alphanumeric, 32...64),
      matches: ["lin_api·_UkJhuGlOnUKpN3b5jENhhlQU6eYNYTKbnjXprC82"],
      misses: ["lin_api_"]
    ),
    SecretPattern(
      "Notion token", .prefixed(["secret_", "ntn_"], .alphanumeric, 43...50), isMixed: true,
      matches: [
        "ntn_·9ZMyKalIymmsf7hsWzHRa7d2LbQQiogPvAv5SI92QEBds7", "secret_·iC8EoHZgAPSTbEgLf6VNBSi4sUVDK9P8Sff7kb4PBXl",
      ],
      misses: ["secret_sauce"]
    ),
    SecretPattern(
      "Airtable token", .prefixed(["pat"], .dotted, 79...79),
      matches: ["pat·w6sRlQhlhgkX0p.2bde5f378383950734ace122156d3dab17c267021e63d0733cc09b6f2c39c63b"],
      misses: ["patient", "pattern"]
    ),
    SecretPattern(
      "Atlassian token", .prefixed(["ATATT3", "ATCTT3"], .base64PadURL, 60...300),
      matches: [
        "ATATT3·xFfGF0IkMKL0qD2IdmzZS_m26CO0fK9Qc5s4dvWoAMBi8socnL-e2AtFaC3440O-eqvuAfD3haOkNeoJko_rI3925c5fwrpI4_uk7TlJDFkoPbkwl19pjjox6HyjhIgqOvOQU6IbB17X5RTPtG5aOxVGiF6zT9HCbGaN0SvETBTWJ_il=RIG4HFE7"
      ],
      misses: ["ATATT3"]
    ),
    SecretPattern(
      "Figma token", .prefixed(["figd_", "figu_", "figo_"], .base64URL, 38...60),
      matches: ["figd_·y47EjquOuPZCMrPN6yu-47QmsOOGQOAjN94n3IPj"],
      misses: ["figd_"]
    ),
    SecretPattern(
      "Grafana token", .prefixed(["glsa_", "glc_"], .base64PadURL, 32...400),
      matches: ["glsa_·k6uuTjSd5Hbky3wA41F6uBkeCZvdb1Oa_2d4e857b"],
      misses: ["glsa_"]
    ),
    SecretPattern(
      "New Relic key", .prefixed(["NRAK-"], .capitals, 27...27),
      matches: ["NRAK-·VMJ8ORV616SA9U5W7EN26KBWN27"],
      misses: ["NRAK-"]
    ),
    SecretPattern(
      "Sentry token", .prefixed(["sntrys_", "sntryu_"], .base64PadURL, 40...400),
      matches: ["sntryu_·32622e4ca6da452a76d7c29203e97ebf7aaa15fc5d26d32862dfcdf62669a0e8"],
      misses: ["sntrys_"]
    ),
    SecretPattern(
      "Postman key", .prefixed(["PMAK-"], .base64URL, 59...59),
      matches: ["PMAK-·70dd70b52fd907445a84f32a-a7f9ee063992b2158affd9edb03b864923"],
      misses: ["PMAK-"]
    ),
    SecretPattern(
      "Dropbox token", .prefixed(["sl."], .base64URL, 130...1500),
      matches: [
        "sl.·rqeJF8Lxyn155EWvrKV1w6KNO5-WAL3pj8adkj0eRGvuVrF1obym--w1Gk95ZiHMeYFIPEWaaPO1bNMRdztZcmUP-DALya90ffT7n47W60tMGfrbqlXoXBvOYSZVgNojh_9PBMUb"
      ],
      misses: ["sl.py"]
    ),
    SecretPattern(
      "Facebook token", .prefixed(["EAACEdEose0cBA", "EAAG", "EAAB"], .alphanumeric, 60...300), isMixed: true,
      matches: [
        "EAACEdEose0cBA·g883ItQUDGStBSj1hYuCa3cnYn6cOkZRkRKi3b77S16deKVhCbxEt2Tmzikscld1BGUfK89M4A5qI5H1S0Ohl7J2DcFbFrGZMvuw"
      ],
      misses: ["EAAG"]
    ),
    SecretPattern(
      "1Password token", .prefixed(["ops_eyJ"], .anyBase64, 200...2000),
      matches: [
        "ops_·eyJtJ8QUK3zcFkiqWgfcHKcAvkxOzdgkRu1tUlNlyrFOGxplDREfEqoYchQo3MVYekZCfq9fkaagmb0rPHBA6mhEr4V2ttcXh4wRAtfv4Z3q9CKc66QzvuXIRP78i2eNGHlKrz6B7iEzDwKDN+OtKnrbpRBHToABWG0F0biYn414AzP8rLFc/C+ssMHSI2UaVpdzAbSL64TP7b6qU37ExKCYhfG+OHop6NYowoH3+vkIWZ1hWfgcd7XnNPayrzzHtSMD69vKF5YhcUXZVoFUFdLGHiPC1HAh1TuvxDzaCw2ublU"
      ],
      misses: ["ops_team"]
    ),
    SecretPattern(
      "Doppler token", .prefixed(["dp.pt.", "dp.st.", "dp.ct.", "dp.sa."], .dotted, 40...64),
      matches: ["dp.·pt.ixUICdTdUiXDTgBB5BQuEY0jvhwLM5WmPsSgsPdEmEv"],
      misses: ["dp.pt."]
    ),
    SecretPattern(
      "Pulumi token", .prefixed(["pul-"], .hexadecimal, 40...40),
      matches: ["pul-·bbc57f48fda8f7bdbf0177f7ee6287dac91fa532"],
      misses: ["pul-1"]
    ),
    SecretPattern(
      "Tailscale key", .prefixed(["tskey-"], .base64URL, 30...80),
      matches: ["tskey-·auth-MeKoczMgZgKmQPwpy-rqdWSV1IFGOsPFcKVtbZ699LeU9nhCF3"],
      misses: ["tskey-auth"]
    ),
  ]
}
