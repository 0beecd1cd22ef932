#include "CKernels.h"

#include <string.h>

#include "clones.h"

/// A word of a row. Rows are read as bytes in memory order, so that words mean the same on little-endian machines.
static inline uint64_t word_at(const uint8_t *row, size_t word) {
  uint64_t value;
  memcpy(&value, row + word * 8, 8);
  return value;
}

/// The last word of a row whose length is not a multiple of eight.
static inline uint64_t partial_word(const uint8_t *bytes, size_t count) {
  uint64_t value = 0;
  memcpy(&value, bytes, count);
  return value;
}

/// What the bits of one word add: each plane counts twice the one below, the highest of two's complement against the rest.
static inline uint64_t word_sum(uint64_t bits, const uint64_t *planes, size_t stride) {
  uint64_t sum = 0;
  for (int plane = 0; plane < MANENT_PLANES - 1; plane++) {
    sum += (uint64_t)__builtin_popcountll(bits & planes[plane * stride]) << plane;
  }
  return sum - ((uint64_t)__builtin_popcountll(bits & planes[(MANENT_PLANES - 1) * stride]) << (MANENT_PLANES - 1));
}

MANENT_CLONES
void manent_scan_bits(const uint8_t *rows, size_t count, size_t row_bytes, const uint64_t *planes, int32_t *sums) {
  size_t words = row_bytes / 8, tail = row_bytes % 8, stride = words + (tail != 0);
  for (size_t row = 0; row < count; row++) {
    const uint8_t *bits = rows + row * row_bytes;
    uint64_t sum = 0;
#pragma clang loop interleave_count(1)
    for (size_t word = 0; word < words; word++) sum += word_sum(word_at(bits, word), planes + word, stride);
    if (tail) sum += word_sum(partial_word(bits + words * 8, tail), planes + words, stride);
    sums[row] = (int32_t)sum;
  }
}

MANENT_CLONES_WIDE
int32_t manent_dot_i16_i8(const int16_t *query, const int8_t *code, size_t count) {
  int32_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += (int32_t)query[i] * (int32_t)code[i];
  return sum;
}
