#!/usr/bin/env bash
# Tests the server's page in Chromium: types, screens, keyboard, axe, a camera of drawn faces, a path behind nginx.
# It needs a build (mvn verify), Chromium, nginx, Node and npm: apt-get install chromium nginx-light nodejs npm
# Arguments go to Node's test runner, such as --test-name-pattern=camera. "pictures FOLDER" photographs the page instead.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
for program in java node npm nginx "${CHROMIUM:-chromium}"; do
  PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null || {
    echo "test-page.sh: there is no $program. Install it" >&2
    exit 1
  }
done
export PATH="$PATH:/usr/sbin"
export MIEN_CLASSPATH="${MIEN_CLASSPATH:-$home/app/target/mien-app.jar:$home/app/target/lib/*}"
[[ "$MIEN_CLASSPATH" != "$home/app/target/mien-app.jar"* || -f "$home/app/target/mien-app.jar" ]] || {
  echo "test-page.sh: there is no build. Run mvn verify" >&2
  exit 1
}
MIEN_PICTURES=$(mktemp -d)
export MIEN_PICTURES
trap 'rm -rf "$MIEN_PICTURES"' EXIT
if [ "${1:-}" = pictures ]; then set -- pictures "$(realpath "$2")"; fi
for picture in gallery.png gallery.tiff faces.mjpeg; do
  java -cp "$MIEN_CLASSPATH" "$home/tools/DrawnGallery.java" "$MIEN_PICTURES/$picture"
done
java -cp "$MIEN_CLASSPATH" "$home/tools/DrawnGallery.java" "$MIEN_PICTURES/wall.png" bare

cd "$home/server/src/test/browser"
npm ci --no-audit --no-fund --silent
if [ "${1:-}" = pictures ]; then
  node pictures.js "$2"
else
  npx tsc -p jsconfig.json
  node --test "$@" page.test.js
fi
