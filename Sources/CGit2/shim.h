#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/// `git_libgit2_opts` takes any number of arguments, which Swift cannot call: the extensions of repositories' formats that
/// are accepted besides those that libgit2 knows.
static inline int manent_git_set_extensions(const char **names, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

/// Whether a repository has to belong to this user.
static inline int manent_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}
