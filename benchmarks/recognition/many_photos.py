"""Watches the memory of `./mien recognize` over a folder of many photos.

Makes so many hard links (copies where the system has none) to small pictures in a temporary folder, runs the command on it, and
samples its resident memory every second. Linux only. Ends with 1 where the memory at the end is more than a tenth above that at 25 %.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import mien  # noqa: E402 - from the folder above

SHARES = (0.01, 0.25, 0.5, 0.75, 1)
LARGEST_RATIO = 1.1


def main() -> None:
    options = parse()
    subprocess.run([str(mien.HOME / "mien"), "--version"], check=True)
    with tempfile.TemporaryDirectory(dir=options.out) as folder:
        photos = Path(folder) / "photos"
        fill(photos, options.photos, options.count)
        samples = watch(photos, Path(folder) / "answers", options)
    sys.exit(report(samples, options.count))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, nargs="+", help="a few pictures; small ones, so that it takes minutes")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="2,000 photos, to see whether it runs")
    parser.add_argument("--model", default="default", help="an .onnx file; by default the model that comes with Mien")
    parser.add_argument("--out", type=Path, help="where the temporary folder stands; by default the system's place")
    options = parser.parse_args()
    options.count = 2000 if options.quick else options.count
    absent = [file for file in options.photos if not file.is_file()]
    if absent or options.count < 100 or not Path("/proc/self/status").exists():
        parser.error(f"there is no file {absent[0]}" if absent else "needs Linux' /proc/self/status and at least 100 photos")
    return options


def fill(folder: Path, pictures: list[Path], count: int) -> None:
    """A thousand to a folder, so that no folder grows large."""
    turns = itertools.cycle([place(folder, number, file) for number, file in enumerate(pictures)])
    for number in range(len(pictures), count):
        file = next(turns)
        target = folder / f"{number // 1000:04}" / f"{number:07}{file.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target)
        except OSError:  # too many links to one file
            shutil.copyfile(file, target)


def place(folder: Path, number: int, picture: Path) -> Path:
    """A copy, since links do not reach over file systems."""
    target = folder / "0000" / f"{number:07}{picture.suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(picture, target)
    return target


def watch(photos: Path, answers: Path, options: argparse.Namespace) -> list[tuple[float, int, int]]:
    """Seconds, bytes of answers so far and resident KiB, every second until the command ends."""
    answers.mkdir()
    inputs = [str(mien.HOME / "mien"), "recognize", str(photos), "--recursive", "--model", options.model]
    samples: list[tuple[float, int, int]] = []
    start = time.perf_counter()
    with subprocess.Popen([*inputs, "--format", "jsonl", "--out", str(answers / "answers.jsonl")]) as process:
        while process.poll() is None:
            resident = kibibytes(process.pid)
            if resident:
                samples.append((time.perf_counter() - start, size(answers), resident))
            time.sleep(1)
    if process.returncode not in (0, 3):
        sys.exit(f"the command ended with {process.returncode}")
    with open(answers / "answers.jsonl", "rb") as lines:
        told = sum(1 for _ in lines)
    if told != options.count:
        sys.exit(f"{told} answers to {options.count} photos")
    seconds, _, resident = samples[-1]
    return [*samples, (seconds, size(answers), resident)]


def size(folder: Path) -> int:
    """Of the one file in it, whose name changes when it is complete."""
    total = 0
    for file in folder.iterdir():
        try:
            total += file.stat().st_size
        except FileNotFoundError:
            pass
    return total


def kibibytes(pid: int) -> int:
    """0 once the process has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def report(samples: list[tuple[float, int, int]], count: int) -> int:
    """The photos done follow from the bytes of their answers, since the same few come again and again."""
    print("| photos | seconds | resident, MiB | most so far, MiB |\n|---|---|---|---|")
    at = {}
    for share in SHARES:
        index = next(i for i, sample in enumerate(samples) if sample[1] >= share * samples[-1][1])
        seconds, _, at[share] = samples[index]
        most = max(sample[2] for sample in samples[: index + 1])
        print(f"| {round(share * count):,} ({share:.0%}) | {seconds:.0f} | {at[share] / 1024:.1f} | {most / 1024:.1f} |")
    ratio = at[1] / at[0.25]
    print(f"at the end {ratio:.3f} times what it was at 25 % (at most {LARGEST_RATIO})")
    return 0 if ratio <= LARGEST_RATIO else 1


main()
