/// Stands in for the function of Mbed TLS by which libgit2, where it is built with that library, reads all
/// certificates of the system when it starts: two thirds of its start, for transports that Manent leaves to the
/// user's `git`.
///
/// The program's own symbol comes before that of a shared library. It says «no such file» (Mbed TLS's
/// `MBEDTLS_ERR_X509_FILE_IO_ERROR`), so that libgit2 goes on without certificates and would trust no server.
@_cdecl("mbedtls_x509_crt_parse_file")
public func withoutCertificates(_ chain: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>?) -> Int32 { -0x2900 }
