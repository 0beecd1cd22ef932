#include "CKernels.h"

// The same sums on every machine: no multiplication is joined with an addition.
#pragma STDC FP_CONTRACT OFF

size_t manent_add_postings(const uint8_t *list, size_t bytes, size_t rows, const uint16_t *lengths, float weight, float start,
                           float slope, float *sums) {
  const uint8_t *end = list + bytes;
  uint64_t row = (uint64_t)-1;
  size_t count = 0;
  while (list < end) {
    uint64_t number = *list & 0x7F;
    for (int shift = 7; (*list++ & 0x80) && list < end && shift < 40; shift += 7) {
      number |= (uint64_t)(*list & 0x7F) << shift;
    }
    uint32_t times = 1;
    if ((number & 1) && list < end) times = *list++;
    row += number >> 1;
    if (row >= rows) break;
    float often = (float)times;
    sums[row] += weight * often / (often + (start + slope * (float)lengths[row]));
    count++;
  }
  return count;
}
