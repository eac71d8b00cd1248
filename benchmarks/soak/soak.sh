#!/bin/sh
# Trains 200 epochs (or $1) on drawn faces as the launcher would, and exits 1 if resident memory at the end is more than 5 % above
# that after epoch 5. Leaves memory.csv in a run folder under benchmarks/soak/runs.
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
run="$home/benchmarks/soak/runs/$(date +%Y%m%d-%H%M%S)"
python3 "$home/benchmarks/mien.py" "$home/benchmarks/soak/Soak.java" "$run" "${1:-200}"
echo "samples: $run/memory.csv"
