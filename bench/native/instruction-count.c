/*
 * A plugin of qemu-user that counts the instructions of a program while it runs, by thread.
 *
 *   qemu-x86_64 -plugin instruction-count.so,counts=/dev/shm/counts program ...
 *
 * The file holds 64 counts of 64 bits, each at the beginning of 64 bytes, so that no two threads share a cache line. It can be
 * read at any time. QEMU's header is not among Debian's packages: what is used of version 1 of its interface is declared here.
 */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
enum { threads = 64, words_per_thread = 8, no_registers = 0 };

typedef uint64_t plugin_id;
struct qemu_plugin_tb;
typedef void (*translated_fn)(plugin_id, struct qemu_plugin_tb *);
typedef void (*executed_fn)(unsigned int thread, void *value);
extern void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id, translated_fn);
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *, executed_fn, int registers, void *value);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);

EXPORT int qemu_plugin_version = 1;

static uint64_t *counts;

static void on_executed(unsigned int thread, void *instructions)
{
  counts[(thread % threads) * words_per_thread] += (uintptr_t)instructions;
}

static void on_translated(plugin_id id, struct qemu_plugin_tb *block)
{
  (void)id;
  void *instructions = (void *)(uintptr_t)qemu_plugin_tb_n_insns(block);
  qemu_plugin_register_vcpu_tb_exec_cb(block, on_executed, no_registers, instructions);
}

EXPORT int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv)
{
  (void)info;
  const size_t bytes = threads * words_per_thread * sizeof *counts;
  const char *file = argc == 1 ? strchr(argv[0], '=') : NULL;
  int descriptor = file ? open(file + 1, O_RDWR | O_CREAT | O_TRUNC, 0600) : -1;
  if (descriptor < 0 || ftruncate(descriptor, (off_t)bytes) != 0) return 1;
  counts = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (counts == MAP_FAILED) return 1;
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_translated);
  return 0;
}
