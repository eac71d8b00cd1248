#!/bin/sh
# Trains 200 epochs (or $1) on drawn faces as the launcher would, and exits 1 if resident memory at the end is more than 5 % above
# that after epoch 5. Leaves memory.csv in a run folder under benchmarks/soak/runs.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
[ -d "$home/app/target/lib" ] || (cd "$home" && mvn -B -ntp -q -Pquick package)
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-4294967296}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-17179869184}"
export MALLOC_TOP_PAD_="${MALLOC_TOP_PAD_:-268435456}"
export OPENBLAS_NUM_THREADS="${OPENBLAS_NUM_THREADS:-1}"
export GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-1000}"
run="$home/benchmarks/soak/runs/$(date +%Y%m%d-%H%M%S)"
# shellcheck disable=SC2086 # options, separated by spaces
java --enable-native-access=ALL-UNNAMED -XX:+UseParallelGC -XX:GCTimeRatio=9 \
  -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ${MIEN_JAVA_OPTIONS:-} \
  -cp "$home/app/target/classes:$home/core/target/classes:$home/training/target/classes:$home/media/target/classes:$home/experiment/target/classes:$home/app/target/lib/*" \
  "$home/benchmarks/soak/Soak.java" "$run" "${1:-200}"
echo "samples: $run/memory.csv"
