// The loops that read every vector of a workspace, and the checksums of its files.
//
// Each exists once in plain C and is compiled for several instruction sets; the results are whole numbers and the same on all
// of them.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Bits of a query in the 1-bit scan: five keep what eight would, at two thirds of the time.
#define MANENT_PLANES 5

/// For each row of 1-bit codes, the sum of the query's numbers where the row has a bit set.
///
/// `rows` holds `count` rows of `row_bytes` bytes, at any alignment. `planes` holds MANENT_PLANES bit planes of the query in two's
/// complement, the lowest first, each of (row_bytes + 7) / 8 words, little-endian as the rows are. Writes `count` sums.
void manent_scan_bits(const uint8_t *rows, size_t count, size_t row_bytes, const uint64_t *planes, int32_t *sums);

/// The inner product of a query in 16 bits and a code in 8 bits; the caller keeps it within 32 bits.
int32_t manent_dot_i16_i8(const int16_t *query, const int8_t *code, size_t count);

/// Adds what a term gives to the BM25 of the rows in its posting list: weight × f / (f + start + slope × length), with f how
/// often the row holds it. The format is that of `PostingRun`.
///
/// Reads no more than `bytes` of the list and writes no further than `rows` sums, whatever the list says. Returns how many
/// postings there were.
size_t manent_add_postings(const uint8_t *list, size_t bytes, size_t rows, const uint16_t *lengths, float weight, float start,
                           float slope, float *sums);

/// CRC-32C (Castagnoli) of some bytes.
uint32_t manent_crc32c(const void *bytes, size_t count);

/// Takes whole blocks of 64 bytes into the five words of a SHA-1 (FIPS 180-4, section 6.1.2).
///
/// With the processor's instructions for it where there are some, unless `plain`.
void manent_sha1_blocks(uint32_t state[5], const void *bytes, size_t blocks, int plain);

#endif
