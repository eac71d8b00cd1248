#!/bin/sh
# Runs JMH on decoding, preprocessing, detection and network apart: jmh.sh PHOTO [MODEL [JMH'S OPTIONS]]; without a model, the one
# that comes with Mien.
set -eu
if [ $# -lt 1 ]; then echo "jmh.sh PHOTO [MODEL|default [JMH'S OPTIONS]]" >&2; exit 2; fi
photo=$1
model=${2:-default}
[ $# -lt 2 ] || shift
shift
home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
here="$home/benchmarks/recognition"
built=$(python3 "$home/benchmarks/mien.py" --class-path)
target="$here/target/jmh"
[ -d "$target/lib" ] || mvn -B -ntp -q -f "$here/jmh/pom.xml" dependency:copy-dependencies -DoutputDirectory="$target/lib"
path="$built:$target/lib/*"
mkdir -p "$target/classes"
javac -cp "$path" -processor org.openjdk.jmh.generators.BenchmarkProcessor -d "$target/classes" "$here/jmh/dev/mien/face/Parts.java"
exec java -cp "$target/classes:$path" org.openjdk.jmh.Main -p photo="$photo" -p model="$model" "$@"
