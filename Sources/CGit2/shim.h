#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/// `git_libgit2_opts` takes any number of arguments, which Swift cannot call.
static inline int manent_git_set_extensions(const char **names, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}
