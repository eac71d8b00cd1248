#!/bin/sh
# Measures the frame that faces are cut out with: where the detector's box stands in FER2013's pictures, and how well a model reads
# faces that are cut out with other frames. framing.sh --data fer2013.csv [--model FILE] [--faces N]
set -eu
home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
usage="framing.sh --data FER2013.CSV [--model FILE] [--faces N]"
data='' model=default faces=1000000
while [ $# -gt 1 ]; do
  case $1 in
    --data) data=$2 ;;
    --model) model=$2 ;;
    --faces) faces=$2 ;;
    *) echo "no option is named $1: $usage" >&2; exit 2 ;;
  esac
  shift 2
done
if [ $# -ne 0 ] || [ -z "$data" ]; then echo "$usage" >&2; exit 2; fi
exec python3 "$home/benchmarks/mien.py" -Xmx2g "$home/benchmarks/recognition/framing/dev/mien/face/Framing.java" "$data" "$model" "$faces"
