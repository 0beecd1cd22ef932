// How a loop is compiled for several instruction sets, of which the loader takes the best that the machine has.
#ifndef MANENT_CLONES_H
#define MANENT_CLONES_H

// Needs indirect functions, which glibc has and musl and macOS have not; on ARM the base instruction set has what the loops need.
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
#define MANENT_CLONES __attribute__((target_clones("avx512vpopcntdq", "avx2", "popcnt", "default")))
#define MANENT_CLONES_WIDE __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define MANENT_CLONES
#define MANENT_CLONES_WIDE
#endif

#endif
