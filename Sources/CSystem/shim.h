// What the C library has and Swift's overlay of it hides.
#ifndef MANENT_CSYSTEM_H
#define MANENT_CSYSTEM_H

#include <iconv.h>

#if defined(__linux__)
#include <spawn.h>

// Declared by <unistd.h> and <spawn.h> only under _GNU_SOURCE, which the Glibc module is not built with.
extern int syncfs(int descriptor);
extern int pipe2(int descriptors[2], int flags);
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *folder);
#if defined(__GLIBC__)
#include <malloc.h>

/* Has all threads share two heaps, and large pieces go back to the system when they are freed. */
static inline void manent_share_heaps(void) {
  mallopt(M_ARENA_MAX, 2);
  mallopt(M_MMAP_THRESHOLD, 256 << 10);
  mallopt(M_TRIM_THRESHOLD, 1 << 20);
}
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
#endif
#endif

#endif
