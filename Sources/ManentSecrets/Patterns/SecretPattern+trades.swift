extension SecretPattern {
  /// Shops, mail, models and other services.
  static let trades: [SecretPattern] = [
    SecretPattern(
      "Artifactory token", .prefixed(["AKCp", "cmVmdGtu"], .alphanumeric, 56...80), isMixed: true,
      matches: ["AKCp·weFaKKnKDcdVfhv4jx9vq0rEYjVhqq1bOqykOYpSqL44C651lMiKd5VwJhaDcS0NFR3Pc"],
      misses: ["AKCp"]
    ),
    SecretPattern(
      "EasyPost key", .prefixed(["EZAK", "EZTK"], .alphanumeric, 54...54), isMixed: true,
      matches: ["EZAK·bLAhAUHNCNKoI8ShTeURLfceTDtPH5IU1e9PR1rhzWtqDtta4WuHQ5"],
      misses: ["EZAK"]
    ),
    SecretPattern(
      "Shippo token", .prefixed(["shippo_live_", "shippo_test_"], .hexadecimal, 40...40),
      matches: ["shippo_·live_fec468a6e24b2dec564f5eb04d8f675d8a9368db"],
      misses: ["shippo_live_"]
    ),
    SecretPattern(
      "Duffel token", .prefixed(["duffel_live_", "duffel_test_"], .base64URL, 43...43),
      matches: ["duffel_·live_2H-looRmnKwgXwQHm0QmNiLR00iiMixfm0n71jC1dLP"],
      misses: ["duffel_live_"]
    ),
    SecretPattern(
      "Plaid token",
      .prefixed(["access-production-", "access-sandbox-", "access-development-"], .hexadecimalAndHyphen, 36...36),
      matches: ["access-·production-3ab2ec35-7332-cd38-9ed1-64c56a2491e9"],
      misses: ["access-production-systems"]
    ),
    SecretPattern(
      "Flutterwave key", .prefixed(["FLWSECK-", "FLWSECK_TEST-", "FLWSECK_LIVE-"], .base64URL, 32...44),
      matches: ["FLWSECK-·e8958efc346e3e74752e8e5f398b1360-X"],
      misses: ["FLWSECK-"]
    ),
    SecretPattern(
      "Brevo key", .prefixed(["xkeysib-", "xsmtpsib-"], .base64URL, 81...81),
      matches: ["xkeysib-·aff9a194d9db49610f59d9deaa05f0feb170f36557c3cd780672bd973be1804d-dDamXmglD4C5ZEEs"],
      misses: ["xkeysib-"]
    ),
    SecretPattern(
      "HubSpot token", .prefixed(["pat-na1-", "pat-na2-", "pat-eu1-"], .hexadecimalAndHyphen, 36...36),
      matches: ["pat-·na1-20e60e62-a63b-257c-01d1-96cc53c664ce"],
      misses: ["pat-na1-"]
    ),
    SecretPattern(
      "Frame.io token", .prefixed(["fio-u-"], .base64URL, 64...64),
      matches: ["fio-·u-j0dJ6zIlD214yzPGfyuUm3UsKxat2na7Pk-tVahV9H5Q0vY24cD9Lnj9CkOmkP0l"],
      misses: ["fio-u-"]
    ),
    SecretPattern(
      "Prefect token", .prefixed(["pnu_", "pnb_"], .alphanumeric, 36...36),
      matches: ["pnu_·uw2XXctORXh7H4fWP36ROfcFG4EnCtjBrNCK"],
      misses: ["pnu_a"]
    ),
    SecretPattern(
      "ReadMe token", .prefixed(["rdme_"], .small, 70...72),
      matches: ["rdme_·e7psfteys0gkw1fvnwg3ug5uc2dostq367w66f620mz1hie2uctx0gla2jtcgdefsss1oc"],
      misses: ["rdme_"]
    ),
    SecretPattern(
      "Scalingo token", .prefixed(["tk-us-"], .base64URL, 48...48),
      matches: ["tk-us-·B6LuQY77ewU8Olo4IVRoXZ5Hqs6TJxw0bZOGyt36pKWeyyZp"],
      misses: ["tk-us-"]
    ),
    SecretPattern(
      "Typeform token", .prefixed(["tfp_"], .dotted, 40...60), isMixed: true,
      matches: ["tfp_·S_doNmRRSubfz_eI8AfCQOCV6cepynNpFioSRG0vINiz"],
      misses: ["tfp_model"]
    ),
    SecretPattern(
      "Yandex key", .prefixed(["AQVN"], .base64URL, 35...38), isMixed: true,
      matches: ["AQVN·lE-bN8DhBXmK-eHa6spkFOVE-aaPYTOIBL5j"],
      misses: ["AQVN"]
    ),
    SecretPattern(
      "Yandex token", .prefixed(["y0_Ag"], .base64URL, 50...70),
      matches: ["y0_·AgRbzDaMlDEAXBKrAvp-C4NGkx7mS8bMbvuNWJ8Rry5ync_xLdzIuJZ0"],
      misses: ["y0_Ag"]
    ),
    SecretPattern(
      "Tencent key id", .prefixed(["AKID"], .alphanumeric, 32...32), isMixed: true,
      matches: ["AKID·6rfOwtShNpbMo8rZ5yCZqeEzFjzQ5UE8"],
      misses: ["AKID"]
    ),
    SecretPattern(
      "Adobe secret", .prefixed(["p8e-"], .base64URL, 32...32), isMixed: true,
      matches: ["p8e-·8dzcm6qv6lx1kyodso0547l3452ppuoj"],
      misses: ["p8e-"]
    ),
    SecretPattern(
      "Pinecone key", .prefixed(["pcsk_"], .word, 60...80), isMixed: true,
      matches: ["pcsk_·fhXCPD_IPYa3RjaFSNRSi9hZc1We1BC6l8hWbvYXBIQHOW3vTokFGF2Q5JudX9LuaFcnmJ"],
      misses: ["pcsk_"]
    ),
    SecretPattern(
      "Anyscale key", .prefixed(["esecret_"], .alphanumeric, 26...40), isMixed: true,
      matches: ["esecret_·7qrtoZQpCQeKF56EovAqnxBauh"],
      misses: ["esecret_"]
    ),
    SecretPattern(
      "Weights & Biases key", .assigned(["wandb"], .hexadecimal, 40...40),
      matches: ["WANDB_API_KEY=·47a97b793f8381433e947aa51ddc038c230a9e44"],
      misses: ["wandb: run"]
    ),
    SecretPattern(
      "Twitch token", .prefixed(["oauth:"], .small, 30...30), isMixed: true,
      matches: ["oauth:·x9trf117a34t4gt7ep1hgp6y7m477x"],
      misses: ["oauth:authorization"]
    ),
    SecretPattern(
      "Laravel key", .prefixed(["base64:"], .base64, 43...43), entropy: 4, isMixed: true,
      matches: ["APP_KEY=base64:·mjTbbhNzAa9RDvJo5u5Fqno2FEqerfN49LJsTBcQ4D7="],
      misses: ["base64: a way to write bytes"]
    ),
    SecretPattern(
      "Sourcegraph token", .prefixed(["sgp_", "sgd_"], .word, 40...66), isMixed: true,
      matches: ["sgp_·1517d46b72d57ef4e5bf3e92eab728b91bbb57cd"],
      misses: ["sgp_a"]
    ),
    SecretPattern(
      "Harness token", .prefixed(["pat."], .dotted, 60...90), isMixed: true,
      matches: ["pat.·xMrAA18oMlWT76bv4cgXm6.df3d6b7c31ca7b5da89fa571.WDuofOFw9tftjMvGSFWR"],
      misses: ["pat.txt"]
    ),
    SecretPattern(
      "Infracost key", .prefixed(["ico-"], .alphanumeric, 32...32), isMixed: true,
      matches: ["ico-·kEm8zCYr7PN5LbYZTMmgAWkGbTRKvSqX"],
      misses: ["ico-file"]
    ),
    SecretPattern(
      "Deno token", .prefixed(["ddp_", "ddo_"], .alphanumeric, 36...36),
      matches: ["ddp_·b2b3QJw8BRR46hSHoQWlSLPusS4nNzTkiM1E"],
      misses: ["ddp_a"]
    ),
    SecretPattern(
      "Neon key", .prefixed(["napi_"], .small, 60...70), isMixed: true,
      matches: ["napi_·sz3uquvcsz49pqegfg0gxi50c4xuqh79mh5iewsiodyhi2en2erag7no165thoi9"],
      misses: ["napi_status"]
    ),
    SecretPattern(
      "Resend key", .prefixed(["re_"], .word, 30...36), isMixed: true,
      matches: ["re_·FMx6PM2F_bPiO3AOriRcyWcAkwLRDPEFA"],
      misses: ["re_compile_the_whole_expression_again"]
    ),
    SecretPattern(
      "Zapier webhook", .prefixed(["hooks.zapier.com/hooks/catch/"], .anyBase64, 12...40), entropy: 2.5,
      matches: ["https://hooks.zapier·.com/hooks/catch/3557610/8bm82iv"],
      misses: ["https://hooks.zapier.com/hooks/catch/"]
    ),
    SecretPattern(
      "Teams webhook",
      .prefixed(
        [".webhook.office.com/webhookb2/"],
        Alphabet("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-@/"), 100...260),
      matches: [
        "https://acme.webhook·.office.com/webhookb2/ad2a8c23-2224-26fd-bc7b-662981dc7a44@06e610b8-fff2-e2a5-120a-33f07e07cb31/IncomingWebhook/36fa87be676563cf08f6070d44c85a3a/86bb5d5f-7a15-9843-e234-8b81e7f7e558"
      ],
      misses: ["https://acme.webhook.office.com/webhookb2/"]
    ),
  ]
}
