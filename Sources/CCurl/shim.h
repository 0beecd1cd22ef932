// libcurl, and what Swift cannot call of it: functions with a variable number of arguments.
#ifndef MANENT_CCURL_H
#define MANENT_CCURL_H

#include <curl/curl.h>

static inline CURLcode manent_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode manent_curl_set_text(CURL *handle, CURLoption option, const char *text) {
  return curl_easy_setopt(handle, option, text);
}

static inline CURLcode manent_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}

static inline CURLcode manent_curl_set_pointer(CURL *handle, CURLoption option, void *pointer) {
  return curl_easy_setopt(handle, option, pointer);
}

static inline CURLcode manent_curl_set_size(CURL *handle, CURLoption option, curl_off_t size) {
  return curl_easy_setopt(handle, option, size);
}

typedef size_t (*manent_curl_write)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode manent_curl_set_write(CURL *handle, CURLoption option, manent_curl_write function) {
  return curl_easy_setopt(handle, option, function);
}

static inline CURLcode manent_curl_get_long(CURL *handle, CURLINFO fact, long *value) {
  return curl_easy_getinfo(handle, fact, value);
}

#endif
