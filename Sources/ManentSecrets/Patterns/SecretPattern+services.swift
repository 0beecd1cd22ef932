extension SecretPattern {
  /// Places where code and money are, and ways to send messages.
  static let services: [SecretPattern] = [
    SecretPattern(
      "GitHub token", .prefixed(["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], .alphanumeric, 36...255),
      matches: ["GITHUB_TOKEN=ghp_·0v1lzDbwlhPkTOwSMzkAQpYOY6KHK9aDrpAT", "ghs_·eWej9MRSJnS53iO9BnzBX9Djl0CPMvaSrrSV"],
      misses: ["ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_short"]
    ),
    SecretPattern(
      "GitHub token", .prefixed(["github_pat_"], .word, 60...100),
      matches: ["github_·pat_tJBLgdI5X9JWwsvUfhjI9w_E7snecBmpGl4vWhbbfSdw5qAthaBNGvdNIPabtxT02Ul7Aw8NuwhJpZ33wk"],
      misses: ["github_pat_your_token_goes_here_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
    ),
    SecretPattern(
      "GitLab token",
      .prefixed(
        [
          "glpat-", "gldt-", "glrt-", "glft-", "glsoat-", "glagent-", "glcbt-", "glptt-", "gloas-", "glimt-", "glffct-",
        ], .dotted, 20...300),
      matches: ["glpat-·2zz9GP590GHKMyIBXy-e"],
      misses: ["glpat-short", "glpat-xxxxxxxxxxxxxxxxxxxx"]
    ),
    SecretPattern(
      "Slack token",
      .prefixed(
        ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxo-", "xapp-", "xoxe.xoxp-", "xoxe.xoxb-"],
        .base64URL, 24...250), entropy: 3,
      matches: ["xoxb-·459875798694-8868453775002-rDOWZz2gZL9tmhjYiBYOmuuU"],
      misses: ["xoxb-your-token", "xoxb-xxxxxxxxxxxx-xxxxxxxxxxxx-xxxxxxxxxxxx"]
    ),
    SecretPattern(
      "Slack webhook", .prefixed(["hooks.slack.com/services/"], .anyBase64, 40...50),
      matches: ["https://hooks.slack·.com/services/TI3ZNPXC9/BB7986Z0VC4/7bmO7EeVO1TUxSVv1U0O3og3"],
      misses: ["https://hooks.slack.com/services/T000/B000/" + String(repeating: "X", count: 3)]
    ),
    SecretPattern(
      "Discord webhook", .prefixed(["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"], .anyBase64, 80...95),
      matches: [
        "https://discord·.com/api/webhooks/872838708978351030/v8kZ4pREyGwyEW2x6XBi2hWZky_L3HGO9iroQotodk0dNnHHdGR5H9nrKK7Ndr8mVxJG"
      ],
      misses: ["https://discord.com/api/webhooks/1"]
    ),
    SecretPattern(
      // The first part is the base64 of a number, the user's id.
      "Discord token",
      .parts(
        ["M", "N", "O"].flatMap { first in
          ["D", "T", "j", "z"].flatMap { second in "AEIMQUYcgk".map { "\(first)\(second)\($0)" } }
        }, [23...28, 6...6, 27...45]),
      matches: ["MTI0·NTY3ODkwMTIzNDU2Nzg5.G4kXqz.tR8vLmQ2wYb7NcXe3KpZaS5dHfJ9uIgWoTq1rE"],
      misses: ["MTI0NTY3ODkwMTIzNDU2Nzg5", "MjA.html", "NTFS.sys.driver"]
    ),
    SecretPattern(
      "Stripe key", .prefixed(["sk_live_", "rk_live_", "sk_test_", "rk_test_"], .alphanumeric, 16...250),
      matches: [
        "STRIPE_SECRET=sk_·live_rXzWdIz50lyeDSkTcA3y5Xfs",
        "rk_·live_ve1PcV3dwwx4YGHAfimsxLo6gQL98AleXv8xcdxfh6b5xifiYkVtCo0ndbWDqX4eUFJiLYM583cIkj9T2ePXkt75Ws4VnFSplF9",
      ],
      misses: ["sk_live_xxxxxxxxxxxxxxxxxxxxxxxx", "pk_live_BqjZIyIDSHv3NUmkHcp5YTmJ"]
    ),
    SecretPattern(
      "Stripe webhook secret", .prefixed(["whsec_"], .base64, 32...64),
      matches: ["whsec_·sHectlIMoKhz5cthnbz914Ve5AI8vJGg"],
      misses: ["whsec_..."]
    ),
    SecretPattern(
      "Twilio key", .prefixed(["SK"], .hexadecimal, 32...32), isMixed: true,
      matches: ["SK·1d1955786ebfa86d7f76b35810bfa4b5"],
      misses: ["SK8a4193d519deed4f7457", "SKILLS"]
    ),
    SecretPattern(
      "npm token", .prefixed(["npm_"], .alphanumeric, 36...36),
      matches: ["//registry.npmjs.org/:_authToken=npm_·4Zo4IXGEt11dsgX1AQjb9SjogubiwRbKjT8s"],
      misses: ["npm_config_registry"]
    ),
    SecretPattern(
      "PyPI token", .prefixed(["pypi-"], .base64URL, 50...300),
      matches: [
        "pypi-·AgEIcHlwaS5vcmcGcfBbHapw6TFQgROx3Rk_yvfw8LY4XZRxRDE7A9Nbgf7nKl7XjikPMKdl5m5CyBoSYRwlMIqrQbNPSQQ9A0OcYpk1b4drpSZw_bgkJoQWYlHnm6fXyb7wH9n"
      ],
      misses: ["pypi-server"]
    ),
    SecretPattern(
      "RubyGems key", .prefixed(["rubygems_"], .hexadecimal, 48...48),
      matches: ["rubygems_·06084663f0921633fd7549f1edc31a73e3b60c17b82e01ff"],
      misses: ["rubygems_version"]
    ),
    SecretPattern(
      "crates.io token", .prefixed(["cio"], .alphanumeric, 32...32), isMixed: true,
      matches: ["cio·MKXE301C7qD7GacL8sfxLHMtlw4tUa5z"],
      misses: ["cio", "cioppino"]
    ),
    SecretPattern(
      "Docker Hub token", .prefixed(["dckr_pat_", "dckr_oat_"], .base64URL, 27...40),
      matches: ["dckr_·pat_WGcHrxQQO71iuR2TnqjLHdiT8sO"],
      misses: ["dckr_pat_"]
    ),
    SecretPattern(
      "SendGrid key", .prefixed(["SG."], .dotted, 66...66),
      matches: ["SG·.k_zQvVETugn1ltNkHSNzdz.ok1t55FXcE7el-y2FhkXF4fISpGp45yhYthHMjMoywW"],
      misses: ["SG.1", "SG.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
    ),
    SecretPattern(
      "Mailgun key", .prefixed(["key-"], .hexadecimal, 32...32), isMixed: true,
      matches: ["key-·8d3d38204392b81d5679195315e1bd26"],
      misses: ["key-value", "key-00000000000000000000000000000000"]
    ),
    SecretPattern(
      "Mailchimp key", .prefixed(["-us"], .decimal, 1...2, before: (.hexadecimal, 32...32)), entropy: 0,
      matches: ["886cafc3e0d48503e97c84acb873c10d-·us12"],
      misses: ["-us1"]
    ),
    SecretPattern(
      "Telegram bot token", .prefixed([":AA"], .base64URL, 32...34, before: (.decimal, 8...10)),
      matches: ["TELEGRAM=2456638445·:AAY2dTUoQCQZIpERDBqWAX-m94uYWwTCv3G"],
      misses: ["1:AAfoo", "12:AAg36WRKbL7kxbibI5uzXM6CO4LVexIOenU"]
    ),
    SecretPattern(
      "Shopify token", .prefixed(["shpat_", "shpca_", "shppa_", "shpss_"], .hexadecimal, 32...32),
      matches: ["shpat·_58c04b608436325ba0af0dc003bd3b5b"],
      misses: ["shpat_"]
    ),
    SecretPattern(
      "Square token", .prefixed(["EAAA", "sq0atp-", "sq0csp-"], .base64URL, 22...64), isMixed: true,
      matches: ["sq0csp·-11Zoy9UdArHyxwFnAk-muKah2McnaewGdS5vV5M1Fsw"],
      misses: ["sq0csp-"]
    ),
    SecretPattern(
      "PayPal Braintree token", .prefixed(["access_token$production$", "access_token$sandbox$"], .dollar, 40...60),
      matches: ["access_token·$production$oinjjgy5n8fvg3x5$138198f728a7f76601ea81a9514aaf45"],
      misses: ["access_token$production$"]
    ),
  ]
}
