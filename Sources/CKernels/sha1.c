#include <string.h>

#include "CKernels.h"

static uint32_t rotate(uint32_t word, int count) { return word << count | word >> (32 - count); }

static void sha1_plain(uint32_t state[5], const uint8_t *bytes, size_t blocks) {
  for (; blocks > 0; blocks--, bytes += 64) {
    uint32_t w[80];
    for (int i = 0; i < 16; i++) {
      w[i] = (uint32_t)bytes[4 * i] << 24 | (uint32_t)bytes[4 * i + 1] << 16 | (uint32_t)bytes[4 * i + 2] << 8 | bytes[4 * i + 3];
    }
    for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
// Five steps at a time: the words change their roles instead of their places.
#define STEP(a, b, c, d, e, mix, constant, i) \
  e += rotate(a, 5) + (mix) + (constant) + w[i]; \
  b = rotate(b, 30);
#define TWENTY(from, constant, mix) \
  for (int i = from; i < from + 20; i += 5) { \
    STEP(a, b, c, d, e, mix(b, c, d), constant, i) \
    STEP(e, a, b, c, d, mix(a, b, c), constant, i + 1) \
    STEP(d, e, a, b, c, mix(e, a, b), constant, i + 2) \
    STEP(c, d, e, a, b, mix(d, e, a), constant, i + 3) \
    STEP(b, c, d, e, a, mix(c, d, e), constant, i + 4) \
  }
#define CHOOSE(x, y, z) (z ^ (x & (y ^ z)))
#define PARITY(x, y, z) (x ^ y ^ z)
#define MAJORITY(x, y, z) ((x & y) | (z & (x | y)))
    TWENTY(0, 0x5A827999u, CHOOSE)
    TWENTY(20, 0x6ED9EBA1u, PARITY)
    TWENTY(40, 0x8F1BBCDCu, MAJORITY)
    TWENTY(60, 0xCA62C1D6u, PARITY)
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }
}

#if defined(__x86_64__)
#include <immintrin.h>

// __builtin_cpu_supports does not know "sha" in every compiler: leaf 7 of CPUID, bit 29 of EBX. Asked once: a virtual
// machine takes microseconds to answer.
#include <cpuid.h>
static int cpu_has_sha(void) {
  static int answer = -1;
  int known = __atomic_load_n(&answer, __ATOMIC_RELAXED);
  if (known < 0) {
    unsigned a, b, c, d;
    known = __builtin_cpu_supports("sse4.1") && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
    __atomic_store_n(&answer, known, __ATOMIC_RELAXED);
  }
  return known;
}
#define HAS_SHA_INSTRUCTIONS cpu_has_sha()

__attribute__((target("sha,sse4.1"))) static void sha1_fast(uint32_t state[5], const uint8_t *bytes, size_t blocks) {
  const __m128i order = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
  // The instructions have the first word in the highest place.
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1B);
  __m128i e = _mm_set_epi32((int)state[4], 0, 0, 0);
  for (; blocks > 0; blocks--, bytes += 64) {
    const __m128i abcd_before = abcd, e_before = e;
    __m128i w[4];
    for (int i = 0; i < 4; i++) {
      w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * i)), order);
    }
// Four rounds: from group 4 on the words of the schedule come from the four groups before.
#define GROUP(g) \
  { \
    if (g >= 4) { \
      __m128i mixed = _mm_xor_si128(_mm_sha1msg1_epu32(w[g & 3], w[(g + 1) & 3]), w[(g + 2) & 3]); \
      w[g & 3] = _mm_sha1msg2_epu32(mixed, w[(g + 3) & 3]); \
    } \
    __m128i next = g == 0 ? _mm_add_epi32(e, w[0]) : _mm_sha1nexte_epu32(e, w[g & 3]); \
    e = abcd; \
    abcd = _mm_sha1rnds4_epu32(abcd, next, g / 5); \
  }
    GROUP(0) GROUP(1) GROUP(2) GROUP(3) GROUP(4)
    GROUP(5) GROUP(6) GROUP(7) GROUP(8) GROUP(9)
    GROUP(10) GROUP(11) GROUP(12) GROUP(13) GROUP(14)
    GROUP(15) GROUP(16) GROUP(17) GROUP(18) GROUP(19)
    e = _mm_sha1nexte_epu32(e, e_before);
    abcd = _mm_add_epi32(abcd, abcd_before);
  }
  _mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(abcd, 0x1B));
  state[4] = (uint32_t)_mm_extract_epi32(e, 3);
}
#else
#define HAS_SHA_INSTRUCTIONS 0
#define sha1_fast sha1_plain
#endif

void manent_sha1_blocks(uint32_t state[5], const void *bytes, size_t blocks, int plain) {
  if (HAS_SHA_INSTRUCTIONS && !plain) {
    sha1_fast(state, bytes, blocks);
  } else {
    sha1_plain(state, bytes, blocks);
  }
}
