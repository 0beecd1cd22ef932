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
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
#endif
#endif

#endif
