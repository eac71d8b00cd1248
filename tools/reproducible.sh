#!/bin/sh
# Builds a commit twice and compares the jars and the zip byte for byte: tools/reproducible.sh [COMMIT]
# The two builds differ in folder, time zone and language. The script exits with 1 if a file differs. The umask is the same, since
# Maven gives pom.properties in each jar the mode that the umask leaves.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
commit=$(git -C "$home" rev-parse --verify "${1:-HEAD}^{commit}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# Builds in a folder, with a time zone and a language.
build() {
  echo "building ${commit%"${commit#????????????}"} in $1" >&2
  mkdir -p "$1"
  (
    cd "$1"
    umask 022
    git -C "$home" archive "$commit" | tar -xf -
    TZ=$2 MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.language=$3" mvn -B -ntp -q -Pquick,release,dist package
  )
}

# macOS has shasum in the place of sha256sum.
sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

checksums() {
  (cd "$1" && sha256 ./*/target/mien-*.jar ./app/target/mien-*.zip)
}

build "$work/one" UTC en
build "$work/another place" Asia/Tokyo de
checksums "$work/one" >"$work/one.sha256"
checksums "$work/another place" >"$work/another.sha256"
cat "$work/one.sha256"
if diff "$work/one.sha256" "$work/another.sha256" >&2; then
  echo "the $(wc -l <"$work/one.sha256") files of both builds are the same"
else
  echo "the files above differ between the two builds" >&2
  exit 1
fi
