/*
 * Load at a constant rate, whatever the server does: request n is due at start + n / rate, and its latency counts from
 * then, not from when a connection was free for it (no coordinated omission).
 *
 *     paced <port> <rate> <seconds> <connections> <warm-up seconds> get|post [<header line>]
 *
 * Prints `<answers> <answers other than 200 and 201> <p50 µs> <p90 µs> <p99 µs> <max µs>`; the warm-up counts as answers
 * and not as latencies. It sleeps between requests, since it shares a core with the upstream.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BUFFER_BYTES 65536
#define MAX_CONNECTIONS 1024
/* What has not been answered this long after the last request was due is given up, and counts as wrong. */
#define PATIENCE_NS 5000000000ull

struct connection {
  int fd;
  uint64_t due_at;
  uint64_t number;
  size_t used;
  char bytes[BUFFER_BYTES];
};

static struct connection connections[MAX_CONNECTIONS];

static uint64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000ull + (uint64_t)time.tv_nsec;
}

static size_t write_request(char *out, int is_post, uint64_t number, const char *header) {
  if (!is_post)
    return (size_t)sprintf(out, "GET /bulksms/bulksms?username=bench&password=bench-password&type=0&dlr=1&destination=%%2B2135%09llu&source=ACME&message=Your%%20code%%20is%%20%09llu HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                           (unsigned long long)number, (unsigned long long)number);
  char body[256];
  const int length = sprintf(body, "{\"to\":[\"+2135%09llu\"],\"from\":\"ACME\",\"text\":\"Your code is %09llu\"}",
                             (unsigned long long)number, (unsigned long long)number);
  return (size_t)sprintf(out, "POST /messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n%s%sContent-Length: %d\r\n\r\n%s",
                         header, *header ? "\r\n" : "", length, body);
}

/* Whether a whole answer is there: its status, or 0. */
static int answered(struct connection *connection) {
  connection->bytes[connection->used] = 0;
  const char *end = strstr(connection->bytes, "\r\n\r\n");
  if (end == NULL) return 0;
  const char *length = strcasestr(connection->bytes, "content-length:");
  if (length == NULL || length > end) return 999;
  if (connection->used < (size_t)(end + 4 - connection->bytes) + (size_t)atol(length + 15)) return 0;
  return atoi(connection->bytes + 9);
}

static int compare(const void *one, const void *other) {
  const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
  return (a > b) - (a < b);
}

int main(int argc, char **argv) {
  if (argc < 7) return fprintf(stderr, "usage: paced <port> <rate> <seconds> <connections> <warm-up seconds> get|post [header]\n"), 2;
  const int port = atoi(argv[1]), connection_count = atoi(argv[4]), is_post = strcmp(argv[6], "post") == 0;
  const uint64_t rate = (uint64_t)atoll(argv[2]);
  const uint64_t warm_count = rate * (uint64_t)atoll(argv[5]);
  const uint64_t total = warm_count + rate * (uint64_t)atoll(argv[3]);
  const char *header = argc > 7 ? argv[7] : "";
  if (connection_count < 1 || connection_count > MAX_CONNECTIONS || rate < 1) return fprintf(stderr, "paced: out of range\n"), 2;
  /* Another process writes other numbers, so that no message is the same as one before. */
  const uint64_t first_number = ((uint64_t)getpid() * 7919 + (uint64_t)time(NULL) * 104729) % 900000000;
  uint32_t *latencies = malloc(sizeof(uint32_t) * total);
  const int epoll = epoll_create1(0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct connection *idle[MAX_CONNECTIONS];
  int idle_count = 0;
  for (int i = 0; i < connection_count; i++) {
    struct connection *connection = &connections[i];
    connection->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection->fd, (struct sockaddr *)&address, sizeof address) != 0) return perror("paced"), 1;
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(connection->fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(epoll, EPOLL_CTL_ADD, connection->fd, &event);
    idle[idle_count++] = connection;
  }

  /* Linux would let a sleeper oversleep by 50 µs. */
  prctl(PR_SET_TIMERSLACK, 1);
  const uint64_t start = now_ns();
  const uint64_t give_up_at = start + total * 1000000000ull / rate + PATIENCE_NS;
  uint64_t next = 0, answer_count = 0, wrong_count = 0, latency_count = 0;
  while (answer_count < total && now_ns() < give_up_at) {
    while (next < total && idle_count > 0) {
      const uint64_t due_at = start + next * 1000000000ull / rate;
      if (due_at > now_ns()) break;
      struct connection *connection = idle[--idle_count];
      connection->due_at = due_at;
      connection->number = next;
      connection->used = 0;
      char request[1024];
      const size_t length = write_request(request, is_post, (first_number + next) % 1000000000, header);
      if (write(connection->fd, request, length) != (ssize_t)length) return perror("paced"), 1;
      next++;
    }
    struct epoll_event events[256];
    const uint64_t next_due_at = start + next * 1000000000ull / rate, now = now_ns();
    const uint64_t wait_ns = next < total && idle_count > 0 ? (next_due_at > now ? next_due_at - now : 0) : 100000000ull;
    const struct timespec wait = {.tv_sec = (time_t)(wait_ns / 1000000000ull), .tv_nsec = (long)(wait_ns % 1000000000ull)};
    const int count = epoll_pwait2(epoll, events, 256, &wait, NULL);
    for (int i = 0; i < count; i++) {
      struct connection *connection = events[i].data.ptr;
      const ssize_t got = read(connection->fd, connection->bytes + connection->used, BUFFER_BYTES - 1 - connection->used);
      if (got <= 0) return fprintf(stderr, "paced: the server has closed a connection\n"), 1;
      connection->used += (size_t)got;
      const int status = answered(connection);
      if (status == 0) continue;
      answer_count++;
      if (status != 200 && status != 201) wrong_count++;
      if (connection->number >= warm_count) latencies[latency_count++] = (uint32_t)((now_ns() - connection->due_at) / 1000);
      idle[idle_count++] = connection;
    }
  }
  if (latency_count == 0) return fprintf(stderr, "paced: nothing was answered\n"), 1;
  qsort(latencies, latency_count, sizeof(uint32_t), compare);
  printf("%llu %llu %u %u %u %u\n", (unsigned long long)answer_count, (unsigned long long)(wrong_count + total - answer_count), latencies[latency_count / 2],
         latencies[latency_count * 9 / 10], latencies[latency_count * 99 / 100], latencies[latency_count - 1]);
  return 0;
}
