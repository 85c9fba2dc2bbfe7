#!/bin/sh
# deb.sh BIN OUT: builds a Debian package of the programs in BIN, as OUT/stemma_VERSION_ARCH.deb.
#
# What the programs are linked with is found by dpkg-shlibdeps; ICU is opened by them at run time,
# by the name that stands in them, and is added.
set -eu
bin=$1
out=$2
version=$(sed -n 's/^#define STEMMA_VERSION "\(.*\)"$/\1/p' base/version.h)
arch=$(dpkg --print-architecture)
maintainer="Stemma maintainers <${DEBEMAIL:-stemma@example.org}>"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
docs=$root/usr/share/doc/stemma

make --no-print-directory install B="$bin" DESTDIR="$root" PREFIX=/usr >/dev/null
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
strip --strip-unneeded "$root"/usr/bin/*
install -d "$docs"
install -m 644 README.md "$docs"
gzip -9n "$root"/usr/share/man/man?/*
gzip -9nc CHANGELOG.md >"$docs/NEWS.md.gz"
when=${SOURCE_DATE_EPOCH:-$(stat -c %Y CHANGELOG.md)}
{
    printf 'stemma (%s) unstable; urgency=medium\n\n  * What is new: NEWS.md.gz\n\n' "$version"
    printf ' -- %s  %s\n' "$maintainer" "$(LC_ALL=C date -u -R -d "@$when")"
} | gzip -9n >"$docs/changelog.gz"
{
    echo "Stemma: copyright of its authors, who have not chosen a licence yet."
    # What is linked in keeps its own terms, which ask to be passed on.
    for package in liblmdb-dev libzstd-dev libxxhash-dev libstemmer-dev; do
        printf '\n\n%s, parts of which are in the programs:\n\n' "$package"
        cat "/usr/share/doc/$package/copyright"
    done
} >"$docs/copyright"

# dpkg-shlibdeps wants a source package around it.
mkdir "$work/debian"
printf 'Source: stemma\n\nPackage: stemma\nArchitecture: any\n' >"$work/debian/control"
linked=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/stemma-index root/usr/bin/stemma-search 2>/dev/null \
    | sed -n 's/^shlibs:Depends=//p')
opened=$(strings "$root/usr/bin/stemma-search" | grep -o '^libicuuc\.so\.[0-9]*$' | head -n 1)
file=$(ldconfig -p | awk -v name="$opened" '$1 == name { print $NF; exit }')
# dpkg knows the file where it is installed, which may be through a link (/lib -> /usr/lib)
icu=$(dpkg -S "$file" "$(readlink -f "$file")" 2>/dev/null | sed 's/:.*//' | head -n 1)
[ -n "$linked" ] && [ -n "$icu" ] || { echo "deb.sh: cannot tell what the programs depend on" >&2; exit 1; }
case ", $linked," in
*", $icu "* | *", $icu,"*) depends=$linked ;;
*) depends="$linked, $icu" ;;
esac

mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: stemma
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f 1)
Depends: $depends
Suggests: less, libmicrohttpd12
Section: text
Priority: optional
Description: full-text search for articles in English, German and Russian
 stemma-index builds an index of text, HTML, Markdown, records and mail;
 stemma-search ranks the articles and shows the sentences that match.
 Words are found in all their forms. Texts come in any charset, with menus,
 credits and related links, which count less than the article.
CONTROL
(cd "$root" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k 2) >"$root/DEBIAN/md5sums"
find "$root" -type d -exec chmod 755 {} +
find "$root/usr/share" "$root/DEBIAN" -type f -exec chmod 644 {} +
mkdir -p "$out"
dpkg-deb --root-owner-group -b "$root" "$out/stemma_${version}_$arch.deb" >/dev/null
echo "$out/stemma_${version}_$arch.deb: depends on $depends"
