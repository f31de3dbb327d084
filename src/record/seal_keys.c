/* seal_keys.c — see seal_keys.h. */
#include "record/seal_keys.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY = 32, BEGIN = 15, LINE = BEGIN + 2 * KEY + 1 };
static const char beginning[BEGIN + 1] = "zhangjia-key-1 ";

static bool say(text *ret_why, text what, text path)
{
    char line[4400];
    snprintf(line, sizeof line, "%s: %s", path, what);
    *ret_why = strdup(line);
    return false;
}

/* A new key lies under its final name only when all of it is on disk; of two processes that start at once one wins. */
static bool make(int folder, text path, text *ret_why)
{
    unsigned char key[KEY];
    char line[LINE + 1], temporary[40];
    snprintf(temporary, sizeof temporary, "master.%ld", (long)getpid());
    memcpy(line, beginning, BEGIN);
    randombytes_buf(key, KEY);
    sodium_bin2hex(line + BEGIN, 2 * KEY + 1, key, KEY);
    line[LINE - 1] = '\n';
    int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool well = fd >= 0 && write(fd, line, LINE) == LINE && !fsync(fd);
    if (fd >= 0) close(fd);
    well = well && (!linkat(folder, temporary, folder, "master.key", 0) || errno == EEXIST) && !fsync(folder);
    unlinkat(folder, temporary, 0);
    sodium_memzero(key, sizeof key);
    sodium_memzero(line, sizeof line);
    return well || say(ret_why, "the master key cannot be written", path);
}

static bool right_file(int fd, text path, text *ret_why)
{
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode)) return say(ret_why, "the master key is not a plain file", path);
    if (st.st_mode & 077) return say(ret_why, "the master key can be read by others; give it mode 0600", path);
    if (st.st_uid != geteuid()) return say(ret_why, "the master key belongs to another user", path);
    return true;
}

static bool parse(int fd, unsigned char *key, text path, text *ret_why)
{
    char line[LINE + 8];
    ssize_t n = read(fd, line, sizeof line);
    size_t bytes = 0;
    bool well = (n == LINE || n == LINE - 1) && !memcmp(line, beginning, BEGIN)
             && !sodium_hex2bin(key, KEY, line + BEGIN, 2 * KEY, NULL, &bytes, NULL) && bytes == KEY;
    sodium_memzero(line, sizeof line);
    return well || say(ret_why, "the master key is damaged; bring it back from the backup", path);
}

static int folder_of_keys(text folder, char *path, size_t room)
{
    snprintf(path, room, "%s/keys", folder);
    if (mkdir(folder, 0700) && errno != EEXIST) return -1;
    if (mkdir(path, 0700) && errno != EEXIST) return -1;
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool master_key_read(text folder, unsigned char *key, text *ret_why)
{
    char path[4096];
    int keys = folder_of_keys(folder, path, sizeof path);
    if (keys < 0) return say(ret_why, "the folder of the keys cannot be opened", path);
    int fd = openat(keys, "master.key", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool well = true;
    if (fd < 0 && errno == ENOENT) {
        well = make(keys, path, ret_why);
        fd = well ? openat(keys, "master.key", O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
    }
    if (well && fd < 0) well = say(ret_why, "the master key cannot be opened", path);
    well = well && right_file(fd, path, ret_why) && parse(fd, key, path, ret_why);
    if (fd >= 0) close(fd);
    close(keys);
    return well;
}
