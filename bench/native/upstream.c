/*
 * The stand-in for the upstream: accepts every destination of a GET, `1701|<digits>|<id>`, and counts. One thread, epoll,
 * no allocation for a request, so that it is never what is measured.
 *
 *     upstream <port>        GET /counted answers `<GETs> <destinations>`, and is itself not counted
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* The gateway sends at most 60,000 bytes of URL; a hundred destinations answer in 5 KB, a thousand in 40. */
#define REQUEST_BYTES (128 * 1024)
#define ANSWER_BYTES (128 * 1024)
#define MAX_CONNECTIONS 8192

struct connection {
  size_t used;
  char bytes[REQUEST_BYTES];
};

static struct connection *connections[MAX_CONNECTIONS];
static uint64_t get_count, destination_count, id_count;

/* Appends one accepted tuple for each number of a percent-encoded list, and returns how many bytes that took. */
static size_t answer_destinations(const char *at, const char *end, char *out) {
  char *to = out;
  while (at < end && *at != '&' && *at != ' ') {
    char digits[32];
    size_t length = 0;
    for (; at < end && *at != '&' && *at != ' ' && *at != ','; at++) {
      if (*at == '%') {
        const int comma = at[1] == '2' && (at[2] | 0x20) == 'c';
        at += 2; /* The `+` of a number, or the comma behind it. */
        if (comma) break;
      } else if (*at >= '0' && *at <= '9' && length < sizeof digits) digits[length++] = *at;
    }
    if (at < end && *at != '&' && *at != ' ') at++;
    if (length == 0 || to + 96 > out + ANSWER_BYTES) continue;
    if (to != out) *to++ = ',';
    memcpy(to, "1701|", 5);
    memcpy(to + 5, digits, length);
    to += 5 + length;
    to += sprintf(to, "|%016llx", (unsigned long long)++id_count);
    destination_count++;
  }
  return (size_t)(to - out);
}

static int write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    const ssize_t written = write(fd, bytes, length);
    if (written <= 0) return -1; /* A full socket buffer: nobody here is that slow, and the run's count will tell. */
    bytes += written;
    length -= (size_t)written;
  }
  return 0;
}

/* Answers one request line. */
static int answer(int fd, const char *line, size_t length) {
  static char body[ANSWER_BYTES], out[ANSWER_BYTES + 256];
  size_t body_length;
  const char *parameter = memmem(line, length, "destination=", 12);
  if (parameter != NULL) {
    get_count++;
    body_length = answer_destinations(parameter + 12, line + length, body);
  } else {
    body_length = (size_t)sprintf(body, "%llu %llu", (unsigned long long)get_count, (unsigned long long)destination_count);
  }
  const int head = sprintf(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\n\r\n", body_length);
  memcpy(out + head, body, body_length);
  return write_all(fd, out, (size_t)head + body_length);
}

/* Reads what is there and answers every complete request. Not 0: the connection is over. */
static int serve(int fd, struct connection *connection) {
  const ssize_t count = read(fd, connection->bytes + connection->used, REQUEST_BYTES - connection->used);
  if (count <= 0) return -1;
  connection->used += (size_t)count;
  char *start = connection->bytes;
  for (;;) {
    const size_t left = connection->used - (size_t)(start - connection->bytes);
    char *end = memmem(start, left, "\r\n\r\n", 4);
    if (end == NULL) {
      if (left == REQUEST_BYTES) return -1;
      memmove(connection->bytes, start, left);
      connection->used = left;
      return 0;
    }
    const char *line_end = memchr(start, '\r', (size_t)(end - start) + 1);
    if (answer(fd, start, (size_t)(line_end - start)) != 0) return -1;
    start = end + 4;
  }
}

static void accept_one(int listener, int epoll) {
  const int fd = accept(listener, NULL, NULL);
  if (fd < 0) return;
  if (fd >= MAX_CONNECTIONS) {
    close(fd);
    return;
  }
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connections[fd] == NULL) connections[fd] = malloc(sizeof(struct connection));
  connections[fd]->used = 0;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

int main(int argc, char **argv) {
  if (argc != 2) return fprintf(stderr, "usage: upstream <port>\n"), 2;
  const int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0) return perror("upstream"), 1;
  const int epoll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    struct epoll_event events[256];
    const int count = epoll_wait(epoll, events, 256, -1);
    for (int i = 0; i < count; i++) {
      const int fd = events[i].data.fd;
      if (fd == listener) accept_one(listener, epoll);
      else if (serve(fd, connections[fd]) != 0) close(fd);
    }
  }
}
