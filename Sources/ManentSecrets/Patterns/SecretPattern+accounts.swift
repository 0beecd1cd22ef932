extension SecretPattern {
  /// Users and their passwords, as programs and their files write them.
  static let accounts: [SecretPattern] = [
    SecretPattern(
      "HTTP Basic credential", .encodedPair(["basic"]), entropy: 2.5,
      matches: [
        "Authorization: Basic ·YWRtaW46a1hybTdWcTJMcDla", "-H 'authorization: basic ·YWRtaW46a1hybTdWcTJMcDla'",
      ],
      misses: [
        "Basic authentication", "Basic QWxhZGRpbg==", "basic configuration-of-the-server", "Basic dXNlcjpwYXNzd29yZA==",
        "Visual Basic documentation",
      ]
    ),
    SecretPattern(
      "registry credential", .encodedPair(["auth", "_auth", "identitytoken"]), entropy: 2.5,
      matches: [
        "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"·Ym9iOmtYcm03VnEyTHA5Wg==\"}}}",
        "//registry.example.org/:_auth=·Ym9iOmtYcm03VnEyTHA5Wg==",
      ],
      misses: ["auth: required", "\"auth\": \"configuration\"", "auth = authenticate(user)"]
    ),
    SecretPattern(
      "password of a command",
      .argument(
        program: "curl",
        ["-u ", "-u'", "-u\"", "--user ", "--user=", "--proxy-user "] + "abcdefghijklmnopqrstuvwxyz".map { "-u\($0)" }),
      entropy: 2.5,
      matches: [
        "curl -u admin:·qWz7RtUxKpLmNb https://x.example", "curl -sS --user 'ada:·Tr0ub4dor-3' -o f https://x.example",
      ],
      misses: [
        "curl -u user:password https://x", "curl -u $USER:$TOKEN", "docker run -u 1000:1000 image curl",
        "git push -u origin main",
      ]
    ),
    SecretPattern(
      "password of a command",
      .option(
        programs: ["mysql", "mariadb"],
        ["-p'", "-p\""] + "abcdefghijklmnopqrstuvwxyz0123456789!#%&*+=?@^_~".map { "-p\($0)" }), entropy: 2.5,
      matches: ["mysql -u root -p·qWz7RtUxKpLmNb app", "mysqldump -h db -uroot -p'·Tr0ub4dor-3' app > dump.sql"],
      misses: ["mysql -u root -p app", "mysql -P3306 -u root", "mysql -uroot -p$PASS", "mkdir -pv mysql/data"]
    ),
    SecretPattern(
      "password of a command",
      .option(
        programs: ["sshpass", "docker login", "podman login", "redis-cli", "az login"], ["-p ", "-p'", "-p\"", "-a "]),
      entropy: 2.5,
      matches: ["sshpass -p ·qWz7RtUxKpLmNb ssh root@host", "redis-cli -h cache -a '·Tr0ub4dor-3' ping"],
      misses: ["sshpass -p $PASS ssh host", "docker run -p 8080:80 image", "sshpass -p PASSWORD ssh host"]
    ),
    SecretPattern(
      "password of a netrc file", .netrc, entropy: 2.5,
      matches: [
        "machine api.example.com\n  login bob\n  password ·qWz7RtUxKpLmNb",
        "machine api.example.com login bob password ·qWz7RtUxKpLmNb",
      ],
      misses: [
        "After login the password protects you.", "machine x login bob password $PASS", "login and password required",
      ]
    ),
    SecretPattern(
      "password of a PostgreSQL password file",
      .passwordFile(ports: [":5432:", ":5433:", ":5434:", ":6432:", ":5439:", ":26257:", ":*:"]), entropy: 2.5,
      matches: ["db.host:5432:app:bob:·qWz7RtUxKpLmNb", "*:*:*:postgres:·hV92-kkQw"],
      misses: ["hostname:port:database:username:password", "tcp://db:5432/app", "image:5432:tag"]
    ),
    SecretPattern(
      "key with the form of an id",
      .assignedUUID([
        "_authtoken", "heroku_api", "heroku api", "api_key", "apikey", "api-key", "api key", "api_token", "apitoken",
        "secret_key", "client_secret", "auth_token", "access_token", "private_token", "snyk_token", "snyk token",
      ]), entropy: 2.5,
      matches: [
        "//registry.npmjs.org/:_authToken=·5f2b7c1e-93ad-4e08-b6f1-7a2d9c40e8b3",
        "HEROKU_API_KEY=·5f2b7c1e-93ad-4e08-b6f1-7a2d9c40e8b3",
      ],
      misses: ["id: 5f2b7c1e-93ad-4e08-b6f1-7a2d9c40e8b3", "api_key: 00000000-0000-0000-0000-000000000000"]
    ),
    SecretPattern(
      "password hash",
      .prefixed(
        [
          "$apr1$", "$6$", "$5$", "$1$", "$y$", "$gy$", "$7$", "$2a$", "$2b$", "$2y$", "$argon2id$", "$argon2i$",
          "{SSHA}",
        ],
        .crypt, 28...200), entropy: 3.5,
      matches: [
        "bob:·$apr1$kXrm7Vq2$Lp9ZqWz7RtUxKpLmNbV2hG",
        "root:$6·$kXrm7Vq2Lp9ZqWz7$RtUxKpLmNbV2hG8sDfJ3kL6mPq9rT2vX5yB8cE1gH4jK7nM0pQ3sU6wZ9aC2eF5hJ8kM1oR4tV7xY0bD3:19000:",
      ],
      misses: ["$1$ is the first argument", "echo $6$", "price: $5$"]
    ),
    SecretPattern(
      "PuTTY key", .puttyKey, entropy: 4,
      matches: [
        "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 2\n·AAABAQC7VJTUt9Us8cKjMzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictG\neurT8jNbvJZHtCSuYEvuNMoSfm76oqFvAp8Gy0iz5sxjZmSnXyCdPEovGhLa0VzM"
      ],
      misses: ["Private-Lines: none", "Private-Lines: 14\nis followed by lines"]
    ),
    SecretPattern(
      "secret in quotes",
      .quoted(["secret_key", "secret", "encryption_key", "signing_key", "passphrase", "master_key"], 20...200),
      entropy: 3.5,
      matches: [
        "SECRET_KEY = '·django-insecure-4k#x)9v!q2@z7r^u&p*m(n_b=3h$g8s+d5f%j1l'",
        "SECRET_KEY=\"·aQ9!x@Zk#7Lm$2Rt%Vb^Nc&Xw*Ye(Po)Iu-3Gh_5Jd=\"",
      ],
      misses: [
        "secret: \"the quick brown fox\"", "SECRET_KEY = \"change-this-to-something-random!\"",
        "secret_key = 'os.environ.get(1)A'",
      ]
    ),
  ]
}
