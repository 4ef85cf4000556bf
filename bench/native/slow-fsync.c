/*
 * A disk that takes longer: LD_PRELOAD=slow-fsync.so makes every fsync and fdatasync sleep for SLOW_FSYNC_US first.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void delay(void) {
  static long us = -1;
  if (us < 0) us = atol(getenv("SLOW_FSYNC_US") ? getenv("SLOW_FSYNC_US") : "0");
  if (us > 0) usleep((useconds_t)us);
}

int fsync(int fd) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  delay();
  return real(fd);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  delay();
  return real(fd);
}
