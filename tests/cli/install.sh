#!/bin/sh
# make install, make uninstall, and the Debian package.
top=$(pwd)
given=$1
. "$(dirname "$0")/common"
places() { find "$1" -type f | sed "s|^$1||" | LC_ALL=C sort | lines; }
cd "$top" || exit 1
prefix=/usr
make -s install B="$given" DESTDIR="$work/root" PREFIX="$prefix" >"$work/out" 2>&1
check install '/usr/bin/stemma-index|/usr/bin/stemma-search|/usr/share/bash-completion/completions/stemma-index|/usr/share/bash-completion/completions/stemma-search|/usr/share/fish/vendor_completions.d/stemma-index.fish|/usr/share/fish/vendor_completions.d/stemma-search.fish|/usr/share/man/man1/stemma-index.1|/usr/share/man/man1/stemma-search.1|/usr/share/man/man5/stemma-format.5|/usr/share/man/man7/stemma-query.7|/usr/share/zsh/site-functions/_stemma-index|/usr/share/zsh/site-functions/_stemma-search|' \
    "$(places "$work/root")"
check installed-programs-run 0 "$(status "$work/root$prefix/bin/stemma-index" add -d "$work/db" seeds)"
check installed-programs-find-each-other 0 "$(status "$work/root$prefix/bin/stemma-index" list -d "$work/db" --query Minsk)"
check installed-completions 0 "$(find "$work/root$prefix/share" -type f -empty | grep -c .)"
make -s uninstall B="$given" DESTDIR="$work/root" PREFIX="$prefix" >"$work/out" 2>&1
check uninstall '' "$(places "$work/root")"
if command -v dpkg-shlibdeps >/dev/null && command -v strip >/dev/null; then
    sh packaging/deb.sh "$given" "$work/deb" >"$work/out" 2>&1
    package=$(find "$work/deb" -name '*.deb')
    check deb-programs 2 "$(dpkg-deb -c "$package" | grep -c '^-rwxr-xr-x root/root .*/usr/bin/stemma-')"
    check deb-depends 3 "$(dpkg-deb -f "$package" Depends | tr ',' '\n' | grep -c '^ *\(libc6\|libxml2\|libicu[0-9]*\)\( \|$\)')"
    dpkg-deb -x "$package" "$work/unpacked"
    check deb-runs 1 "$("$work/unpacked/usr/bin/stemma-search" -d "$work/db" -c id:sovet-omsk)"
    check deb-manual 4 "$(find "$work/unpacked/usr/share/man" -name '*.gz' | grep -c .)"
else
    echo "skipped: the Debian package (dpkg-dev or binutils is not there)"
fi
