// libmicrohttpd, and what Swift cannot call of it: functions with a variable number of arguments, and what needs the
// definition of `struct sockaddr_in6` beside its own types.
#ifndef MANENT_CMICROHTTPD_H
#define MANENT_CMICROHTTPD_H

#include <microhttpd.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/* Who connects: told when a connection begins and ends. */
typedef void (*manent_http_connection)(void *context, struct MHD_Connection *connection, void **own,
                                       enum MHD_ConnectionNotificationCode code);
/* The target of a request before anything of it is decoded; gives what the request is known by. */
typedef void *(*manent_http_target)(void *context, const char *target, struct MHD_Connection *connection);

/* The library's constants by names that do not depend on how a compiler imports its enumerations. */
static const enum MHD_Result manent_http_yes = MHD_YES;
static const enum MHD_Result manent_http_no = MHD_NO;
static const enum MHD_ValueKind manent_http_fields = MHD_HEADER_KIND;
static const enum MHD_ResponseMemoryMode manent_http_copied = MHD_RESPMEM_MUST_COPY;
static const enum MHD_ConnectionNotificationCode manent_http_started = MHD_CONNECTION_NOTIFY_STARTED;
static const enum MHD_RequestTerminationCode manent_http_whole = MHD_REQUEST_TERMINATED_COMPLETED_OK;

struct manent_http_options {
  int socket;
  unsigned int connections;
  unsigned int connections_per_address;
  unsigned int idle_seconds;
  size_t memory;
  const char *key;
  const char *certificate;
  void *context;
  MHD_AccessHandlerCallback access;
  manent_http_target target;
  MHD_RequestCompletedCallback completed;
  manent_http_connection connection;
};

static inline struct MHD_Daemon *manent_http_start(const struct manent_http_options *options) {
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
  // Left at the end of the others for the TLS key and certificate.
  enum { manent_http_tls = 8 };
  struct MHD_OptionItem items[] = {
      {MHD_OPTION_LISTEN_SOCKET, options->socket, NULL},
      {MHD_OPTION_CONNECTION_LIMIT, options->connections, NULL},
      {MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->connections_per_address, NULL},
      {MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds, NULL},
      {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)options->memory, NULL},
      {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)options->target, options->context},
      {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)options->completed, options->context},
      {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)options->connection, options->context},
      {MHD_OPTION_END, 0, NULL},
      {MHD_OPTION_END, 0, NULL},
      {MHD_OPTION_END, 0, NULL},
  };
  // Of the library's strictness only the check for a Host field was used, which our own code makes, until 0.9.77 gave it levels.
#if MHD_VERSION >= 0x00097701
  struct MHD_OptionItem strict[] = {{MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1, NULL}, {MHD_OPTION_END, 0, NULL}};
#else
  struct MHD_OptionItem strict[] = {{MHD_OPTION_END, 0, NULL}};
#endif
  if (options->key != NULL && options->certificate != NULL) {
    flags |= MHD_USE_TLS;
    items[manent_http_tls].option = MHD_OPTION_HTTPS_MEM_KEY;
    items[manent_http_tls].ptr_value = (void *)options->key;
    items[manent_http_tls + 1].option = MHD_OPTION_HTTPS_MEM_CERT;
    items[manent_http_tls + 1].ptr_value = (void *)options->certificate;
  }
  return MHD_start_daemon(flags, 0, NULL, NULL, options->access, options->context, MHD_OPTION_ARRAY, items,
                          MHD_OPTION_ARRAY, strict, MHD_OPTION_END);
}

static inline int manent_http_descriptor(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}

/* The address of who has connected as text; 0 when there is none (a socket of the file system). */
static inline int manent_http_peer(struct MHD_Connection *connection, char *text, size_t size) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == NULL || info->client_addr == NULL) return 0;
  const struct sockaddr *address = info->client_addr;
  if (address->sa_family == AF_INET)
    return inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, text, (socklen_t)size) !=
           NULL;
  if (address->sa_family == AF_INET6)
    return inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, text,
                     (socklen_t)size) != NULL;
  return 0;
}

#endif
