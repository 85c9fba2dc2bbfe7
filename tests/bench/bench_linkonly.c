/* bench_linkonly.c - a process that only starts with ICU and LMDB: the floor of
 * what a one-shot search can take.                                             */
#include <lmdb.h>
#include <stdio.h>
#include <unicode/uclean.h>
#include <unicode/uversion.h>

int main(void)
{
    UVersionInfo version;
    int major;

    u_getVersion(version);
    (void)mdb_version(&major, NULL, NULL);
    printf("%d %d\n", version[0], major);
    return 0;
}
