#include "base/confine.h"

#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As newer headers of Linux have them. */
#define FILES_TRUNCATE ((uint64_t)1 << 14)
#define TCP_BIND       ((uint64_t)1 << 0)
#define TCP_CONNECT    ((uint64_t)1 << 1)

struct rights { uint64_t files, network; };

/* What is refused, of what a version of Landlock knows. */
static struct rights refused_by(long version)
{
    struct rights r = {
        .files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE
                 | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
                 | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR
                 | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK
                 | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
                 | LANDLOCK_ACCESS_FS_MAKE_SYM};

    if (version >= 3)
        r.files |= FILES_TRUNCATE;
    if (version >= 4)
        r.network = TCP_BIND | TCP_CONNECT;
    return r;
}

bool confine_to_reading(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
                           LANDLOCK_CREATE_RULESET_VERSION);
    struct rights refused = refused_by(version);
    size_t size = version >= 4 ? sizeof refused : sizeof refused.files;
    long rules;
    bool done;

    if (version < 1)
        return false;
    rules = syscall(SYS_landlock_create_ruleset, &refused, size, 0u);   /* with no exception */
    if (rules < 0)
        return false;
    done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && syscall(SYS_landlock_restrict_self, (int)rules, 0u) == 0;
    close((int)rules);
    return done;
}
