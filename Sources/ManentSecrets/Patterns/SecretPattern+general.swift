extension SecretPattern {
  /// What any service may use.
  static let general: [SecretPattern] = [
    SecretPattern(
      "JSON web token", .webToken,
      matches: [
        "Authorization: Bearer eyJ·hbGciOiJIUzI1NiJ9.eyJdQBXwbPmyNb-1DJM6MFrAR1rYwKXlhU4T19BKgvzeT2eY6MfDyRdLMKrEewT.rZMF7DYAtDBCBOw1o9awHUJ0_CIYoL1qZnJGqSCdTWp"
      ],
      misses: ["eyJhbGciOiJIUzI1NiJ9", "eyJ.eyJ.x"]
    ),
    SecretPattern(
      "private key", .keyBlock,
      matches: [
        "-----BEGIN ·RSA PRIVATE KEY-----\nLeRZC4jv/t0Y4MvdqVPAF8zXuZQdV41ownZS/EhcShUot2MGpfzCDDRPYUc1S1Tb\ngniicJUYr4+PSLXhDVXxqzgZVLz3cwSAIPKBnjg25WCYjjOidTxNRorT7Beg8Onp\na6NG27xyU740iTBt6ENUhUfCQgCJrpkpB8NqNu1E5oemOmJD/rJckV5LFgmGN2x/\n9E98oAmSyqVlpEFZAfKOhZg9ZJnXVQ7ExDQ4nFdU62XZuiciTKIpqp8qLCQ/TCRr\n-----END RSA PRIVATE KEY-----",
        "{\"type\": \"service_account\", \"private_key\": \"-----BEGIN ·PRIVATE KEY-----\\nO7ru7fitcEeAy+vdZpZgc7WMaBWlwb9y/FfzAMd9qI9p14STg+RSPBHQfUu8ZCN8\\nJTUhbAqmVcOdrfoqyRcqg2n+X8xJobEvpCqTfsj+nqUa8Ft/8nomCyzU2MZl/hyi\\n-----END PRIVATE KEY-----\\n\"}",
        "-----BEGIN ·OPENSSH PRIVATE KEY-----\nQgbH/Yljb6HU5XOxdLCuokZGY1oyB5SSQkNNu78kppnCdRoqz7aJ9KyPFR13ZAWq+Kf0Dx\nu1Y/T7UfBOOkogQH9V1gyciwjEBG81L4BneM2kVoSRNM0y7Ti7oLc0yRnIVo9BaLf4Ag81\nnsRAN+PVchy20vjFZVkAGXyxvPKCzCZzp3s/1pEJgWmmnmJaty5+UikqcEw6y2meVrRnod",
        "-----BEGIN ·PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\ng99QIg96wOaMXCjTRKmeweWlhvEiAPHP3NuQ47WJa0LReq3ywxmjKQuDJlWMWl8s\ns4T66OboaCW7jiMHWu3VlTHyxQrP2eTPPyoEAkq9aYk4oPmP25cErSEXHldq2v8b\nlAqyuMoPAW1PYh0cNOLN8kh9wfkFZQfeGfTvcxVRwqUXTU4af3r6FfM7cxWz1M1K\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----",
      ],
      misses: [
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nzY3+ofr7FcVTXcxAqM+a7UHC1bzItrt4HQtuSIYIpd6TMxnHnpgl1G6wtBYwYz1z\n-----END PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\ntXIBNR61lFge21pntVFHgdEMLgHYO90JoPM9R4BkdsblZ2gV6845sC9S3bX7Ei41\n-----END CERTIFICATE-----",
        "A file that begins with -----BEGIN PRIVATE KEY----- is a key.",
      ]
    ),
    SecretPattern(
      "password in a URL", .passwordInURL, entropy: 2,
      matches: [
        "postgres://app:·HA6EtcCicVv2@db.example.org:5432/app", "redis://:·pezyk7sNvyD1DjO5@localhost:6379",
        "https://ada:·s3cr3t-Hunter@git.example.org/x.git",
      ],
      misses: [
        "https://user:password@example.org", "https://user:pass@host", "postgres://user:$PASSWORD@host/db",
        "postgres://user:<password>@host", "https://example.org:8080/@ada", "mysql://root:${DB_PASS}@db",
        "https://ada:***@example.org", "ssh://git@example.org", "http://a:b@c",
      ]
    ),
    SecretPattern(
      "API key or token",
      .assigned(
        [
          "api_key", "apikey", "api-key", "api key", "access_key", "access-key", "accesskey", "secret", "token",
          "auth_key", "authkey", "private_key", "privatekey", "encryption_key", "signing_key", "credential",
          "client_secret",
        ], .anyBase64, 20...400), entropy: 3, isMixed: true,
      matches: [
        "my_api_key = \"·PcELAJGWPdw7RZc2ejPozNA3KCo0kM6a\"",
        "\"client_secret\": \"·manW5AjwYZyqtwhGcsC-MH3ZN-TvNPMPnnrUzG5A\"",
        "export SERVICE_TOKEN=·56479c414dfaea73b981d3c9bfbabd905dd59b0a",
        "setHeader('X-Auth-Token', '·kn12dK8Ic7uwN9EVQFPEvZfdQoUwxSC7')",
        "The token is ·NQ1jw2T9Yet0Y2hJLVTLIOuvJnNcCvsTmA9b",
      ],
      misses: [
        "token = get_token_from_environment(2)", "api_key: YOUR_API_KEY_GOES_HERE_12345",
        "secret: <your-secret-token-goes-here-1>", "token_count = 12345678901234567890",
        "next_token: 123e4567-e89b-12d3-a456-426614174000", "accessToken: process.env.SERVICE_ACCESS_TOKEN_V2",
        "secret = my_very_long_secret_variable_name_2", "token: /usr/share/manent/workspace-template/2",
        "The secret of a good cup of coffee is time.", "apiKey: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "secret: example-a8Fk29sLq0xP3mZw7Rt5",
      ]
    ),
    SecretPattern(
      "bearer token", .spoken(["bearer"], .anyBase64, 24...600), entropy: 3, isMixed: true,
      matches: ["Authorization: Bearer ·8jihlUJX0ULvvv7AfkGXboLpN6QkqvS35qoy4I6N"],
      misses: ["Bearer of good news", "bearer authentication-with-oauth-tokens-v2"]
    ),
    SecretPattern(
      "password",
      .password(
        [
          "password", "passwd", "passphrase", "passwort", "kennwort", "contraseña", "mot de passe", "_pass", "-pass",
          "pwd",
          "psk", "parola", "wachtwoord", "senha", "пароль", "密码", "密碼", "パスワード", "รหัสผ่าน",
        ],
        8...128), entropy: 2.5,
      matches: [
        "password = \"·Tr0ub4dor&3\"", "My password is ·kX9!vmQ27z.", "DB_PASSWORD=·aB3$kL9pQ2", "pwd: ·Zu7-qqP3xX",
        "<password>·kX9!vmQ27z</password>",
        "ansible_become_pass: '·qWzRtUxKpLmNbV'", "psk=\"·7hGq2LmXw9Rt\"", "пароль: ·kX9!vmQ27z",
      ],
      misses: [
        "password: string", "password = hunter", "password is required", "password: YOUR_PASSWORD_1",
        "password = os.environ[\"DB_Password1\"]", "password=$DB_PASSWORD_1x", "Password: **********",
        "password: <Secret1-here>", "The password must have 8 characters.", "password = getPassword(\"Db1\")",
        "password: \"{{ Vault.db1 }}\"", "password: SomeClassName", "by_pass: ThePasswordManager", "psk: WPAPersonal",
      ]
    ),
  ]
}
