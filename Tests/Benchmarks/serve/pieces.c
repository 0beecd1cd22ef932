/* A provider that answers at once with 50 pieces: JSON-RPC, one message a line. `hang` answers with a piece and waits to be
   cancelled; `long N` answers with N pieces of a kilobyte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char line[1 << 20];

int main(void) {
  static char filler[1025];
  memset(filler, 'x', 1024);
  while (fgets(line, sizeof line, stdin) != NULL) {
    const char *place = strstr(line, "\"id\":");
    if (place == NULL) continue;
    long id = strtol(place + 5, NULL, 10);
    if (strstr(line, "\"method\":\"initialize\"") != NULL) {
      printf("{\"jsonrpc\":\"2.0\",\"id\":%ld,\"result\":{\"name\":\"pieces\",\"version\":\"1\",\"protocol_version\":1,\"models\":[]}}\n", id);
    } else if (strstr(line, "\"method\":\"answer\"") != NULL) {
      const char *many = strstr(line, "\"long ");
      int isHung = strstr(line, "\"hang\"") != NULL;
      int count = isHung ? 1 : many != NULL ? atoi(many + 6) : 50;
      for (int number = 0; number < count; number++)
        printf("{\"jsonrpc\":\"2.0\",\"method\":\"answer/delta\",\"params\":{\"id\":%ld,\"text\":\"piece %d %s\"}}\n", id, number,
               many != NULL ? filler : "");
      fflush(stdout);
      if (isHung)
        while (fgets(line, sizeof line, stdin) != NULL && strstr(line, "cancelled") == NULL) {}
      printf("{\"jsonrpc\":\"2.0\",\"id\":%ld,\"result\":{\"content\":\"", id);
      for (int number = 0; number < count; number++) printf("piece %d %s", number, many != NULL ? filler : "");
      printf("\",\"finish_reason\":\"stop\"}}\n");
    } else {
      printf("{\"jsonrpc\":\"2.0\",\"id\":%ld,\"result\":{}}\n", id);
    }
    fflush(stdout);
  }
  return 0;
}
