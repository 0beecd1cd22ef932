// What the C library has and Swift's overlay of it hides.
#ifndef MANENT_CSYSTEM_H
#define MANENT_CSYSTEM_H

#if defined(__linux__)
// Declared by <unistd.h> only under _GNU_SOURCE, which the Glibc module is not built with.
extern int syncfs(int descriptor);
#endif

#endif
