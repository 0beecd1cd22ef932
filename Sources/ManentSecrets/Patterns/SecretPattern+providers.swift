extension SecretPattern {
  /// Makers of language models, and what is around them.
  static let providers: [SecretPattern] = [
    SecretPattern(
      "OpenAI key", .prefixed(["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"], .base64URL, 20...240),
      matches: [
        "OPENAI_API_KEY=sk-·proj-GTd7FguoV8FWnFbB0JxXujr4qqaaABvvLOzAxzXMcU1vsHiQMaRiNTN9Ox98whGcTZc1UWb5fxT3BlbkFJzpF7STG7nVLe3lARUsRJlNONwktN9ugkZeESG61she_QAqq0nv3Vth1Ls6v6-O9JL8ZsoWw_Rx",
        "key sk-·svcacct-fFrGYJ3GxeYYXwSLQcWtxJTQr1FqXSTs98vPlL2aEJXquQrDs0GPRZwwrP",
      ],
      misses: ["sk-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxx", "sk-proj-YOUR_API_KEY_GOES_HERE_1234", "sk-proj-<your key>"]
    ),
    SecretPattern(
      "Anthropic key", .prefixed(["sk-ant-"], .base64URL, 20...200),
      matches: [
        "sk-·ant-api03-S0Sw5UQsvzU9Kk1v1MIdzu4xCxf8CvgroOx9ye17SWjAEVaSZJ0oVeMmLRLTq10V7suW9zrlSaWnPsPW23C_L9WXuHM_GAA",
        "x-api-key: sk-·ant-admin01-1cON-Ks9dp4FLfrYb9JF8eF-ItKL_8pcqMKRLd7SUqeaG6nyb229X8YzL7iMa3K8Nsv9_Qt2giDIkidQ2iZ-gppCorL4tAA",
      ],
      misses: ["sk-ant-api03-...", "sk-ant-your-key-goes-here-please"]
    ),
    SecretPattern(
      "OpenRouter key", .prefixed(["sk-or-v1-", "sk-or-"], .base64URL, 32...100),
      matches: ["sk-·or-v1-55d52613c2813c40d2affbb1494978278947bec540a2123e7cefa30c14d732f6"],
      misses: ["sk-or-v1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
    ),
    SecretPattern(
      "LangSmith key", .prefixed(["lsv2_pt_", "lsv2_sk_"], .word, 32...80),
      matches: ["lsv2·_pt_4cb79abcc4b9db165c23115661ffb0df_9daee36452"],
      misses: ["lsv2_pt_short"]
    ),
    SecretPattern(
      "OpenAI key", .prefixed(["sk-"], .alphanumeric, 20...64),
      matches: [
        "My key is sk-·x3y34EjJqhr0kWsRpcE5T3BlbkFJcw7Wxu8dSbRDE28jhYQu.", "sk-·9e7516072cb95eb92e57561d80e1ed51",
      ],
      misses: [
        "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "sk-learn", "task-cJ11HKw8gTep5ZFf7EdRpPdFzYddq1",
        "sk-...", "sk-YOURAPIKEYGOESHERE1234", "SK-II",
      ]
    ),
    SecretPattern(
      "Google API key", .prefixed(["AIza"], .base64URL, 35...35),
      matches: ["https://maps.example.org/?key=AIza·Sy05NgeywZyDkOnlujBc4T-2WqbN5CorN9l&v=3"],
      misses: ["AIzaXXq0zuiiIfEpSfZB9KQp", "AIzaSy" + String(repeating: "X", count: 33)]
    ),
    SecretPattern(
      "Google API key", .prefixed(["AQ."], .base64URL, 40...80), entropy: 4, isMixed: true,
      matches: ["GEMINI_API_KEY=AQ·.Ab8RN6KfQz3vT9qLw2Xb7RmN4cYd8GhJ5pFsA1eUkWoTq1rEtY"],
      misses: ["FAQ.md", "AQ.see-the-frequently-asked-questions-of-this-project"]
    ),
    SecretPattern(
      "Google OAuth secret", .prefixed(["GOCSPX-"], .base64URL, 28...28),
      matches: ["GOCSPX·-Jh_FgzKVmj1OWaKqd4scg2InWqPi"],
      misses: ["GOCSPX-short"]
    ),
    SecretPattern(
      "Google OAuth token", .prefixed(["ya29."], .base64URL, 40...400),
      matches: [
        "ya29·.NvrH_PKeiddpgqT3HcD2qUzQTbuumIvs532pQO5D73v4gu8-anq1gAaeE9TY7BzJzMTEUTFh_ZSssE-WemvYmKzP98lzWbnxXcOdNX8Z5hs1UcAKKjdlT0Nb"
      ],
      misses: ["ya29.a"]
    ),
    SecretPattern(
      "Hugging Face token", .prefixed(["hf_", "api_org_"], .alphanumeric, 30...40),
      matches: ["HF_TOKEN=hf_·r7TpecWfQ99t5wSZ17VMNJnEHf5hpvYIBz"],
      misses: ["hf_hub_download", "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]
    ),
    SecretPattern(
      "Groq key", .prefixed(["gsk_"], .alphanumeric, 40...64),
      matches: ["gsk_·aQyylWPH5n6RNuyug1S4JSTxp4gnstZrZNe58keOAXloPeKKO1O4"],
      misses: ["gsk_xxx"]
    ),
    SecretPattern(
      "xAI key", .prefixed(["xai-"], .alphanumeric, 60...100),
      matches: ["xai-·IUAAoBEHM5ptArfM49vlAbjhsKJMKlBmuMgPYSvUed8Fi1H9eum2DPy75o5SN1ZE1gamRkhfvjxNWgKW"],
      misses: ["xai-short"]
    ),
    SecretPattern(
      "Perplexity key", .prefixed(["pplx-"], .alphanumeric, 40...64),
      matches: ["pplx-·CVu0XZlT57J9LO393gxg0emnuxlD5RVWfpz8IDyahM9xiRaF"],
      misses: ["pplx-70b-online"]
    ),
    SecretPattern(
      "Replicate token", .prefixed(["r8_"], .alphanumeric, 37...37),
      matches: ["r8_·y9v8VeFW8UTsbhZEwWVm6vyjs5FPSXYfKhsAv"],
      misses: ["r8_short"]
    ),
    SecretPattern(
      "Fireworks key", .prefixed(["fw_"], .alphanumeric, 22...48),
      matches: ["fw_·82eHBdoAprQUejr9gJEBlI2y"],
      misses: ["fw_version"]
    ),
    SecretPattern(
      "NVIDIA key", .prefixed(["nvapi-"], .base64URL, 60...80),
      matches: ["nvapi-·Fl5TqkasUccG6XkgBy4b8kJ8cguY3eBd103WbvRsMy2jVBY1yIr8UKapv6jjWe0t"],
      misses: ["nvapi-key"]
    ),
    SecretPattern(
      "Cerebras key", .prefixed(["csk-"], .alphanumeric, 40...64),
      matches: ["csk-·mb5u3i3pexbal1frixvnjs79fshgzxtx492piqb8ayip4daa"],
      misses: ["csk-1"]
    ),
    SecretPattern(
      "Voyage key", .prefixed(["pa-"], .base64URL, 40...50), isMixed: true,
      matches: ["pa-·B1DENhEeXScM45npVJXWMvj5hBXmMV0r6Si_aA6fhlo"],
      misses: ["pa-system"]
    ),
    SecretPattern(
      "Jina key", .prefixed(["jina_"], .base64URL, 56...64),
      matches: ["jina_·RsVRHJ9spHGdGXvFH4wrgTpb6f_fd0p04Coilfi6MiIpZNH6MMaP_7WtBHOA"],
      misses: ["jina_embeddings_v2"]
    ),
    SecretPattern(
      "Tavily key", .prefixed(["tvly-"], .base64URL, 30...64),
      matches: ["tvly-·dev-DfjwfOBCNHPzlmi6FkRGC7Kw6bjBrKFG"],
      misses: ["tvly-YOUR_API_KEY"]
    ),
    SecretPattern(
      "Mistral key", .assigned(["mistral"], .alphanumeric, 32...32), isMixed: true,
      matches: ["MISTRAL_API_KEY=·I85nJpQkAJYq1usNgmqBw24HqFOTPf90"],
      misses: ["mistral: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "mistral_model = open-mistral-7b"]
    ),
    SecretPattern(
      "Cohere key", .assigned(["cohere"], .alphanumeric, 40...40), isMixed: true,
      matches: ["cohere_api_key: \"·hSXhvgg3Os2WLldXIylOvUXqgA2v4gtesTvA3Aee\""],
      misses: ["cohere: coherent"]
    ),
    SecretPattern(
      "Together key", .assigned(["together"], .hexadecimal, 64...64), isMixed: true,
      matches: ["TOGETHER_API_KEY='·92513d3ed27d093ab2ec357332cd389ed164c56a2491e9e8958efc346e3e7475'"],
      misses: ["together: we stand"]
    ),
  ]
}
