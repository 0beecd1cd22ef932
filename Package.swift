// swift-tools-version: 6.2
import PackageDescription

/// Whether a warning is an error, as in `.ci/run`. A newer compiler that warns of more shall not keep anybody from building.
let refusesWarnings = Context.environment["MANENT_STRICT"] == "1"

/// What every Swift target is compiled with: Swift 6 mode (from the tools version) and imports that do not leak.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (refusesWarnings ? [.treatAllWarnings(as: .error)] : [])

/// A release executable carries the Swift runtime in itself: it starts in a third of the time and needs no toolchain.
let standalone: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-stdlib", "-use-ld=lld", "-Xlinker", "--gc-sections"],
    .when(platforms: [.linux], configuration: .release))
]

/// A module of ours, with its dependencies; imports point downward only.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// The tests of a module; `TestSupport` holds what several of them need.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

/// A benchmark: run it with `swift run -c release NAME`.
func benchmark(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Tests/Benchmarks/\(name)", swiftSettings: strict,
    linkerSettings: standalone)
}

let package = Package(
  name: "manent",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "manent", targets: ["manent"]),
    .executable(name: "manent-openai", targets: ["manent-openai"]),
    .executable(name: "manent-serve", targets: ["manent-serve"]),
  ],
  targets: [
    .systemLibrary(name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(
      name: "CMicrohttpd", pkgConfig: "libmicrohttpd",
      providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
    .systemLibrary(name: "CMD4C", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"]), .brew(["md4c"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    .systemLibrary(name: "CSystem"),
    .target(name: "CKernels", cSettings: refusesWarnings ? [.treatAllWarnings(as: .error)] : []),

    module("ManentCore", ["CSystem"]),
    module("ManentFormats", ["ManentCore", "CYAML"]),
    module("ManentTerminal", ["ManentCore", "CEdit"]),
    module("ManentCommandLine", ["ManentCore"]),
    module("ManentCatalog", ["ManentCore", "CSQLite"]),
    module("ManentIndex", ["ManentCore", "CKernels", "CStemmer"]),
    module("ManentGit", ["ManentCore", "CGit2", "CKernels", "CZlib"]),
    module("ManentHistory", ["ManentCore", "ManentGit", "CGit2"]),
    module("ManentSecrets", ["ManentCore"]),
    module("ManentPlugins", ["ManentCore", "ManentFormats", "ManentIndex"]),
    module("ManentRecords", ["ManentCore", "ManentFormats", "ManentSecrets"]),
    module("ManentExtraction", ["ManentCore", "ManentIndex", "ManentPlugins"]),
    module(
      "ManentWorkspace",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentIndex", "ManentGit", "ManentHistory", "ManentPlugins",
        "ManentSecrets", "ManentRecords",
      ]),
    module(
      "ManentDocuments",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentIndex", "ManentGit", "ManentHistory", "ManentPlugins",
        "ManentSecrets", "ManentExtraction", "ManentRecords", "ManentWorkspace",
      ]),
    module(
      "ManentChats",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentIndex", "ManentGit", "ManentHistory", "ManentSecrets",
        "ManentRecords", "ManentWorkspace",
      ]),
    module(
      "ManentSync",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentGit", "ManentHistory", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats",
      ]),
    module(
      "ManentChat",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentIndex", "ManentPlugins", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats",
      ]),
    module(
      "ManentExchange",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentGit", "ManentHistory", "ManentExtraction",
        "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats", "CMD4C",
        "CZlib",
      ]),
    module(
      "ManentUpkeep",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentIndex", "ManentGit", "ManentHistory", "ManentPlugins",
        "ManentRecords", "ManentWorkspace", "ManentDocuments", "ManentChats", "ManentSync",
      ]),
    module(
      "ManentRetention",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentGit", "ManentHistory", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats", "ManentSync", "ManentUpkeep",
      ]),
    module(
      "ManentCommands",
      [
        "ManentCore", "ManentFormats", "ManentTerminal", "ManentCommandLine", "ManentCatalog", "ManentGit",
        "ManentHistory",
        "ManentPlugins",
        "ManentExtraction", "ManentRecords", "ManentWorkspace", "ManentDocuments", "ManentChats", "ManentChat",
        "ManentExchange", "ManentRetention",
        "ManentUpkeep", "ManentSync", "ManentAccess", "ManentMCP",
      ]),
    module("ManentOpenAI", ["ManentCore", "ManentFormats", "CCurl"]),
    module("ManentHTTP", ["ManentCore", "CMicrohttpd"]),
    module("ManentAccess", ["ManentCore", "ManentFormats"]),
    module(
      "ManentMCP",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentGit", "ManentHistory", "ManentPlugins", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats",
        "ManentChat", "ManentExchange",
      ]),
    module(
      "ManentServe",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentIndex", "ManentGit", "ManentHistory", "ManentPlugins",
        "ManentRecords", "ManentWorkspace", "ManentDocuments", "ManentChats", "ManentChat", "ManentExchange",
        "ManentRetention", "ManentUpkeep",
        "ManentSync", "ManentAccess", "ManentHTTP", "ManentMCP",
      ], exclude: ["Page/assets"]),
    .executableTarget(
      name: "manent-openai", dependencies: ["ManentOpenAI"], swiftSettings: strict, linkerSettings: standalone),
    .executableTarget(
      name: "manent-serve", dependencies: ["ManentServe"], swiftSettings: strict, linkerSettings: standalone),
    .executableTarget(
      name: "manent", dependencies: ["ManentCommands"], swiftSettings: strict, linkerSettings: standalone),

    .target(name: "TestSupport", dependencies: ["ManentCore"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "WorkspaceSupport",
      dependencies: [
        "ManentCore", "ManentRecords", "ManentWorkspace", "ManentDocuments", "ManentChats", "ManentSync", "TestSupport",
      ],
      path: "Tests/WorkspaceSupport", swiftSettings: strict),
    .target(
      name: "TurnSupport", dependencies: ["ManentCore", "ManentGit", "ManentHistory"], path: "Tests/TurnSupport",
      swiftSettings: strict),
    tests(of: "ManentCore"),
    tests(of: "ManentCatalog", ["ManentCore"]),
    tests(of: "ManentFormats", ["ManentCore"]),
    tests(of: "ManentTerminal", ["ManentCore"]),
    tests(of: "ManentSecrets", ["ManentCore"]),
    .target(
      name: "CommandLineSupport", dependencies: ["ManentCommandLine"], path: "Tests/CommandLineSupport",
      swiftSettings: strict),
    tests(of: "ManentCommandLine", ["ManentCore", "CommandLineSupport"], exclude: ["Golden"]),
    tests(of: "ManentGit", ["ManentCore", "CKernels"]),
    tests(of: "ManentHistory", ["ManentCore", "ManentGit", "TurnSupport"]),
    tests(of: "ManentIndex", ["ManentCore", "CKernels", "CSQLite"]),
    tests(of: "ManentRecords", ["ManentCore", "ManentFormats"]),
    tests(of: "ManentExtraction", ["ManentCore", "ManentIndex", "ManentPlugins"]),
    tests(of: "ManentOpenAI", ["ManentCore", "ManentFormats"]),
    tests(of: "ManentAccess", ["ManentCore"]),
    tests(of: "ManentHTTP", ["ManentCore"]),
    tests(
      of: "ManentServe",
      [
        "manent-serve", "ManentCore", "ManentCatalog", "ManentFormats", "ManentHTTP", "ManentAccess", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats",
        "WorkspaceSupport",
      ], exclude: ["Clients"]),
    tests(
      of: "ManentPlugins",
      [
        "ManentCore", "ManentFormats", "ManentChat", "ManentExtraction", "ManentIndex", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats",
      ]),
    tests(
      of: "ManentWorkspace",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentGit", "ManentHistory", "ManentIndex", "ManentPlugins",
        "ManentRecords", "ManentDocuments", "ManentChats", "ManentSync", "ManentUpkeep", "WorkspaceSupport",
      ]),
    tests(
      of: "ManentDocuments",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentGit", "ManentHistory", "ManentIndex", "ManentPlugins",
        "ManentRecords", "ManentWorkspace", "ManentChats", "ManentSync", "ManentUpkeep", "WorkspaceSupport",
      ]),
    tests(
      of: "ManentChats",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentGit", "ManentHistory", "ManentIndex", "ManentPlugins",
        "ManentRecords", "ManentWorkspace", "ManentDocuments", "ManentSync", "ManentUpkeep", "WorkspaceSupport",
      ]),
    tests(
      of: "ManentSync",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentGit", "ManentHistory", "ManentPlugins", "ManentRecords",
        "ManentUpkeep", "ManentWorkspace", "ManentDocuments", "ManentChats", "WorkspaceSupport",
      ]),
    tests(
      of: "ManentUpkeep",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentGit", "ManentHistory", "ManentPlugins", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats", "ManentSync", "WorkspaceSupport",
      ]),
    tests(
      of: "ManentChat",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentPlugins", "ManentRecords", "ManentWorkspace",
        "ManentDocuments", "ManentChats",
        "WorkspaceSupport",
      ]),
    tests(
      of: "ManentExchange",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentRecords", "ManentWorkspace", "ManentDocuments",
        "ManentChats", "WorkspaceSupport",
      ],
      exclude: ["Golden", "Fixtures"]),
    tests(
      of: "ManentRetention",
      [
        "ManentCore", "ManentCatalog", "ManentFormats", "ManentGit", "ManentHistory", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats",
        "WorkspaceSupport",
      ]),
    tests(
      of: "ManentCommands",
      [
        "ManentCore", "ManentCatalog", "ManentChat", "ManentCommandLine", "ManentFormats", "ManentGit", "ManentHistory",
        "ManentTerminal",
        "ManentRecords", "ManentWorkspace", "ManentDocuments", "ManentChats", "CommandLineSupport",
      ],
      exclude: ["Golden"]),
    // The built program from outside.
    .testTarget(
      name: "ManentTests",
      dependencies: ["manent", "manent-openai", "manent-serve", "TestSupport", "ManentCore", "ManentFormats"],
      exclude: ["Golden"], swiftSettings: strict),

    benchmark("formats-benchmark", ["ManentFormats"]),
    benchmark("secrets-benchmark", ["ManentCore", "ManentSecrets"]),
    benchmark("commit-benchmark", ["ManentCore", "ManentGit", "ManentHistory", "TurnSupport", "CGit2"]),
    benchmark(
      "merge-benchmark",
      [
        "ManentCore", "ManentGit", "ManentHistory", "ManentRecords", "ManentWorkspace", "ManentDocuments",
        "ManentChats", "ManentSync",
      ]),
    benchmark(
      "exchange-benchmark",
      [
        "ManentCore", "ManentFormats", "ManentExchange", "ManentRecords", "ManentWorkspace", "ManentDocuments",
        "ManentChats", "ManentSync",
      ]),
    benchmark(
      "passage-vectors",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentIndex", "ManentRecords", "ManentWorkspace",
        "ManentDocuments", "ManentChats", "ManentSync",
      ]),
    benchmark(
      "retention-benchmark",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentGit", "ManentHistory", "ManentRecords",
        "ManentWorkspace", "ManentDocuments", "ManentChats", "ManentSync", "ManentRetention",
      ]),
    benchmark(
      "retrieval-benchmark",
      [
        "ManentCore", "ManentFormats", "ManentCatalog", "ManentIndex", "ManentRecords", "ManentWorkspace",
        "ManentDocuments", "ManentChats", "ManentSync",
        "ManentChat",
      ]),
  ]
)
