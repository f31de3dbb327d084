/* scratch.c — see scratch.h. A memfd has no name anywhere; the kernel shows it to its own process as /proc/self/fd/…, which every library
 * that wants a path can open. */
#include "base/scratch.h"
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static void let_go(void *fd) { close((int)(intptr_t)fd); }

text scratch_path(struct arena *arena)
{
    int fd = memfd_create("zhangjia-scratch", MFD_CLOEXEC);
    if (fd < 0) return "";
    arena_defer(arena, let_go, (void *)(intptr_t)fd);
    return arena_print(arena, "/proc/self/fd/%d", fd);
}
