// libedit, and what Swift cannot call of it: functions with any number of arguments, and the streams of <stdio.h>, which
// are variables that Swift's rules of concurrency refuse.
#ifndef MANENT_CEDIT_H
#define MANENT_CEDIT_H

#include <histedit.h>
#include <stdio.h>

static inline EditLine *manent_edit_open(const char *program) { return el_init(program, stdin, stdout, stderr); }

static inline int manent_edit_set_data(EditLine *editor, void *data) { return el_wset(editor, EL_CLIENTDATA, data); }

static inline void *manent_edit_data(EditLine *editor) {
  void *data = NULL;
  return el_wget(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

static inline int manent_edit_set_prompt(EditLine *editor, wchar_t *(*prompt)(EditLine *), wchar_t mark) {
  return el_wset(editor, EL_PROMPT_ESC, prompt, mark);
}

static inline int manent_edit_set_reader(EditLine *editor, int (*read)(EditLine *, wchar_t *)) {
  return el_wset(editor, EL_GETCFN, read);
}

static inline int manent_edit_use_emacs_keys(EditLine *editor) { return el_wset(editor, EL_EDITOR, L"emacs"); }

static inline int manent_edit_add(
    EditLine *editor, const wchar_t *name, const wchar_t *help, unsigned char (*work)(EditLine *, int)) {
  return el_wset(editor, EL_ADDFN, name, help, work);
}

static inline int manent_edit_bind(EditLine *editor, const wchar_t *keys, const wchar_t *name) {
  return el_wset(editor, EL_BIND, keys, name, NULL);
}

static inline int manent_edit_bind_command(EditLine *editor, const wchar_t *keys, const wchar_t *name) {
  return el_wset(editor, EL_BIND, L"-a", keys, name, NULL);
}

static inline int manent_edit_refresh(EditLine *editor) { return el_wset(editor, EL_REFRESH); }

static inline int manent_edit_set_raw(EditLine *editor, int is_raw) { return el_wset(editor, EL_PREP_TERM, is_raw); }

static inline int manent_edit_set_history(EditLine *editor, HistoryW *history) {
  return el_wset(editor, EL_HIST, history_w, history);
}

static inline int manent_history_set_size(HistoryW *history, int size) {
  HistEventW event;
  return history_w(history, &event, H_SETSIZE, size);
}

static inline int manent_history_set_unique(HistoryW *history, int is_unique) {
  HistEventW event;
  return history_w(history, &event, H_SETUNIQUE, is_unique);
}

static inline int manent_history_enter(HistoryW *history, const wchar_t *line) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, line);
}

#endif
