#include <string.h>

#include "CKernels.h"

/// The polynomial 0x1EDC6F41 with its bits reversed.
#define POLYNOMIAL 0x82F63B78u

static uint32_t crc_plain(uint32_t crc, const uint8_t *bytes, size_t count) {
  // Four bits at a time (Sarwate 1988 with a small table): no table to build, and none shared between threads.
  static const uint32_t table[16] = {
      0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
      0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
  };
  for (size_t i = 0; i < count; i++) {
    crc ^= bytes[i];
    crc = table[crc & 15] ^ (crc >> 4);
    crc = table[crc & 15] ^ (crc >> 4);
  }
  return crc;
}

#if defined(__x86_64__)
#define HAS_CRC_INSTRUCTION __builtin_cpu_supports("sse4.2")
__attribute__((target("sse4.2"))) static uint32_t crc_fast(uint32_t crc, const uint8_t *bytes, size_t count) {
  uint64_t wide = crc;
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    wide = __builtin_ia32_crc32di(wide, word);
  }
  crc = (uint32_t)wide;
  for (; count > 0; bytes++, count--) crc = __builtin_ia32_crc32qi(crc, *bytes);
  return crc;
}
#elif defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#define HAS_CRC_INSTRUCTION 1
static uint32_t crc_fast(uint32_t crc, const uint8_t *bytes, size_t count) {
  for (; count >= 8; bytes += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    crc = __crc32cd(crc, word);
  }
  for (; count > 0; bytes++, count--) crc = __crc32cb(crc, *bytes);
  return crc;
}
#else
#define HAS_CRC_INSTRUCTION 0
#define crc_fast crc_plain
#endif

uint32_t manent_crc32c(const void *bytes, size_t count) {
  uint32_t crc = HAS_CRC_INSTRUCTION ? crc_fast(~0u, bytes, count) : crc_plain(~0u, bytes, count);
  return ~crc;
}
