#!/usr/bin/env bash
# Makes the README's pictures in docs/pictures: a marked photo of drawn faces, the report of a training on drawn faces, and
# the page of the server. Also makes the photo that the page lets a visitor try.
# Needs Chromium, which photographs report and page, and Node, npm and nginx (tools/test-page.sh).
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "pictures.sh: no Chromium found, which photographs the report. Install it" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$home/mien" train --out report
java -cp "$home/core/target/classes" "$home/tools/DrawnGallery.java" gallery.png
"$home/mien" recognize gallery.png --annotate marked
"$browser" --headless --no-sandbox --hide-scrollbars --force-device-scale-factor=1 --window-size=1280,1400 \
  --screenshot=report.png "file://$work/report/report.html" 2>/dev/null

java -cp "$home/core/target/classes" "$home/tools/DrawnGallery.java" \
  "$home/server/src/main/resources/dev/mien/server/page/sample.jpg"
mkdir -p "$home/docs/pictures"
"$home/tools/test-page.sh" pictures "$home/docs/pictures"
mv marked/gallery.png "$home/docs/pictures/marked.png"
mv report.png "$home/docs/pictures/report.png"
