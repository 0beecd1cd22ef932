// A provider that says when it has got a request, and when it has sent each piece of an answer: it writes the times of the
// monotonic clock, in nanoseconds, to the file that its first argument names.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// Sends so many pieces, one each millisecond.
static void stream(FILE *log, const char *id, int count) {
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (int number = 0; number < count; number++) {
    next.tv_nsec += 1000000;
    if (next.tv_nsec >= 1000000000) next.tv_sec++, next.tv_nsec -= 1000000000;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    long long sent = now();
    printf("{\"jsonrpc\":\"2.0\",\"method\":\"answer/delta\",\"params\":{\"id\":%s,\"text\":\"w%05d%s\"}}\n", id, number,
           number % 60 == 59 ? ".\\n\\n" : number % 11 == 3 ? " **b** " : " ");
    fflush(stdout);
    fprintf(log, "sent %d %lld\n", number, sent);
  }
}

int main(int argc, char **argv) {
  FILE *log = fopen(argc > 1 ? argv[1] : "/dev/null", "a");
  char *line = NULL;
  size_t room = 0;
  while (log && getline(&line, &room, stdin) > 0) {
    long long got = now();
    char id[32] = "0", *found = strstr(line, "\"id\":");
    if (found) snprintf(id, sizeof id, "%d", atoi(found + 5));
    if (strstr(line, "\"method\":\"initialize\"")) {
      printf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{\"name\":\"clocked\",\"version\":\"1.0.0\",\"models\":[]}}\n", id);
    } else if (strstr(line, "\"method\":\"answer\"")) {
      fprintf(log, "got %lld\n", got);
      char *last = NULL, *place = line;
      while ((place = strstr(place, "\"content\":\"stream "))) last = place++;
      char *end = strstr(line, "\"passages\"");
      int count = last && end && end - last < 64 ? atoi(last + 18) : 0;
      if (count) stream(log, id, count);
      printf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{%s\"finish_reason\":\"stop\"}}\n", id,
             count ? "" : "\"content\":\"An answer.\",");
    } else if (found) {
      printf("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{}}\n", id);
    }
    fflush(stdout);
    fflush(log);
  }
  return 0;
}
