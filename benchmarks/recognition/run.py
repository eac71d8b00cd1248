"""Times emotion recognition in photos and frames: Mien and programs for Python, in turn, several rounds over.

One command: it builds Mien and prepares the peers by itself. See README.md beside it for what is measured.
"""

import argparse
import csv
import functools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from peers import PEERS

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import mien  # noqa: E402 - from the folder above

MIEN = "mien"
FAST = "mien-fast"
USUAL = ("fer", "fer-keras", "mediapipe-full+fer", "centerface+fer", "centerface-320+fer")
CASES = {
    "one": "640x480 photo, one face",
    "crowd": "1280x960 photo, ten faces or more",
    "large": "12-megapixel photo",
    "frames": "640x480 frames",
}
TITLES = {"first": "first answer of a process", **CASES, "memory": "12 megapixels in a new process"}
FIELDS = ["round", "program", "case", "seconds", "lower_quartile", "upper_quartile", "least", "calls", "faces", "peak_mb"]
CROWD = 10


def main() -> None:
    options = parse()
    options.out.mkdir(parents=True, exist_ok=True)
    limit_processors(options.threads)
    build()
    python = environment(options.peers)
    programs = [MIEN, FAST, *options.peer_names]
    commands = runnable(programs, options, python)
    pictures = prepare(options, python)
    rows = cold(commands, pictures, options) + memory(commands, pictures, options) + steady(commands, pictures, options)
    write(options.out / "results.csv", rows)
    print("\n" + table(rows, list(commands), options))
    if options.throughput:
        throughput(options, pictures)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="default", help="an .onnx file that './mien export' wrote; by default the model that comes with Mien")
    parser.add_argument("--photos", type=Path, help="folder of photos, one with a single face at least; by default drawn ones")
    parser.add_argument("--video", type=Path, help="video whose frames are taken; by default the one face moves sideways")
    parser.add_argument("--quick", action="store_true", help="one round, few calls: to see whether it runs")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--calls", type=int, default=50, help="calls of a program for each photo in a round")
    parser.add_argument("--frames", type=int, default=50, help="frames in a round")
    parser.add_argument("--peer-seconds", type=float, default=3, help="the most seconds of a peer's calls for one photo in a round")
    parser.add_argument("--warm-up", type=float, default=2, help="seconds of calls for each photo before the rounds")
    parser.add_argument("--threads", type=int, default=2, help="processors that each program may use")
    peers = f"'all', 'none', or some of {', '.join(PEERS)}, separated by commas; Mien always runs, with both models (%(default)s)"
    parser.add_argument("--only", default=",".join(USUAL), help=peers)
    parser.add_argument("--throughput", action="store_true", help="Mien's throughput too")
    parser.add_argument("--out", type=Path, default=HERE / "target", help="folder for results.csv")
    parser.add_argument("--peers", type=Path, default=HERE / "target" / "peers", help="folder of the peers' environment")
    options = parser.parse_args()
    options.peer_names = list(PEERS) if options.only == "all" else [name for name in options.only.split(",") if name != "none"]
    unknown = [name for name in options.peer_names if name not in PEERS]
    if unknown or min(options.rounds, options.calls, options.frames, options.threads) < 1:
        parser.error(f"no peer is named {unknown[0]}" if unknown else "rounds, calls, frames and threads begin at 1")
    if options.quick:
        options.rounds, options.calls, options.frames, options.warm_up = 1, 5, 10, 1
    for given in (options.photos, options.video, None if options.model == "default" else Path(options.model)):
        if given is not None and not given.exists():
            parser.error(f"there is no {given}")
    return options


def limit_processors(count: int) -> None:
    """This process and all that it starts, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])
    os.environ |= {name: str(count) for name in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")}
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def build() -> None:
    print("building Mien", flush=True)
    library()


@functools.cache
def library() -> str:
    """What an application has that uses the library: without libtorch and the command line."""
    return mien.library("recognition")


def java(name: str, *arguments: str) -> list[str]:
    """As an application starts, without the launcher's options."""
    classes = mien.compiled(HERE / f"{name}.java", library())
    return [mien.tool("java"), "-cp", os.pathsep.join([str(classes), library()]), name, *arguments]


def environment(folder: Path) -> Path:
    """The Python of an environment with what could be installed of the peers."""
    python = folder / "venv" / "bin" / "python"
    stamp = folder / "installed"
    wanted = "".join((HERE / name).read_text(encoding="utf-8") for name in ("requirements.txt", "requirements-alone.txt"))
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    print("preparing the peers, which takes some minutes the first time", flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    complete = install(python, "requirements.txt") & install(python, "requirements-alone.txt", "--no-deps")
    if complete:
        stamp.write_text(wanted, encoding="utf-8")
    return python


def install(python: Path, name: str, *options: str) -> bool:
    """All at once, or, where that fails, one after the other, so that one that cannot be had leaves the others."""
    pip = [str(python), "-m", "pip", "install", "-q", *options]
    if subprocess.run([*pip, "-r", str(HERE / name)], stderr=subprocess.DEVNULL).returncode == 0:
        return True
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and subprocess.run([*pip, line]).returncode != 0:
            print(f"{line} could not be installed", flush=True)
    return False


def runnable(programs: list[str], options: argparse.Namespace, python: Path) -> dict[str, list[str]]:
    """The command of each program that runs here; says of the others why not."""
    commands = {name: java("Recognize", model, str(options.threads)) for name, model in ((MIEN, options.model), (FAST, "fast"))}
    print(f"{MIEN}: the library, model {options.model}; {FAST}: the same, model fast", flush=True)
    for name in programs[2:]:
        command = [str(python), str(HERE / "peers.py"), name, str(options.threads)]
        label, answer = name, check(command)
        if "error" in answer and PEERS[name].can_be_random:
            reason = answer["error"]
            command.append("--random-weights")
            label, answer = f"{name} (random weights)", check(command)
            if "error" not in answer:
                print(f"{name}: its network's weights could not be had, so random ones stand in, for time only ({reason[:120]})")
        if "error" in answer:
            print(f"{name}: left out, {answer['error'][:200]}", flush=True)
            continue
        commands[label] = command
        print(f"{label}: {answer['about']}", flush=True)
    return commands


def check(command: list[str]) -> dict:
    try:
        result = subprocess.run([*command, "--check"], capture_output=True, text=True, timeout=300, env=apart(command))
    except subprocess.TimeoutExpired:
        return {"error": "no answer within five minutes"}
    last = result.stdout.strip().splitlines()
    return json.loads(last[-1]) if last else {"error": result.stderr.strip()[-200:] or f"it ended with {result.returncode}"}


def apart(command: list[str]) -> dict[str, str]:
    """A peer keeps what it downloads in its environment's folder."""
    python = Path(command[0])
    return {**os.environ, "HOME": str(python.parent.parent.parent), "DEEPFACE_HOME": str(python.parent.parent.parent)}


class Worker:
    """A program's process, which answers one line by another."""

    def __init__(self, command: list[str]) -> None:
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command,
            env=os.environ if command[0] == mien.tool("java") else apart(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )

    def ask(self, what: str, count: int, seconds: float, file: Path) -> dict:
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            self.process.stdin.write(f"{what} {count} {seconds} {file}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        answer = json.loads(self.process.stdout.readline() or "{}")
        if "seconds" not in answer:
            self.errors.seek(0)
            sys.exit(f"{self.process.args[0]} gave no answer for {file}: {answer.get('error') or self.errors.read()[-2000:]}")
        return answer

    def peak_megabytes(self) -> int:
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) // 1024

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def prepare(options: argparse.Namespace, python: Path) -> dict[str, Path]:
    """The file of each case."""
    photos = options.photos or drawn(options)
    counts = count_faces(photos, options)
    one = next((file for file, count in counts.items() if count == 1), None)
    if one is None:
        sys.exit(f"Mien finds no photo with a single face in {photos}: it needs one")
    folder = options.out / "pictures"
    make(python, "photos", folder, one, *crowd(counts))
    frames = folder / "frames.rgb"
    make(python, "frames", frames, options.frames, options.video or folder / "one.jpg")
    return {"one": folder / "one.jpg", "crowd": folder / "crowd.jpg", "large": folder / "large.jpg", "frames": frames}


def drawn(options: argparse.Namespace) -> Path:
    print("no --photos: drawn faces stand in, which say something about Mien's speed; other detectors may not find them", flush=True)
    subprocess.run(java("DrawnPhotos", str(options.out / "drawn")), check=True)
    return options.out / "drawn"


def count_faces(folder: Path, options: argparse.Namespace) -> dict[Path, int]:
    worker = Worker(java("Recognize", options.model, str(options.threads)))
    files = sorted(file.resolve() for file in folder.iterdir() if file.suffix.lower() in (".jpg", ".jpeg", ".png"))
    counts = {file: round(worker.ask("photo", 1, 0, file)["faces"]) for file in files}
    worker.end()
    return counts


def crowd(counts: dict[Path, int]) -> list[Path]:
    """As few photos as have ten faces together."""
    chosen: list[Path] = []
    for file in sorted(counts, key=lambda name: -counts[name]):
        chosen.append(file)
        if sum(counts[name] for name in chosen) >= CROWD:
            return chosen
    sys.exit(f"the photos have {sum(counts.values())} faces together, expected at least {CROWD}")


def make(python: Path, *arguments: object) -> None:
    if subprocess.run([str(python), str(HERE / "pictures.py"), *map(str, arguments)]).returncode != 0:
        sys.exit("the pictures could not be made: Pillow, NumPy and OpenCV come with the peers")


def cold(commands: dict[str, list[str]], pictures: dict[str, Path], options: argparse.Namespace) -> list[dict]:
    """From the start of a process to its first answer."""
    rows = []
    for number in range(1, options.rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            worker = Worker(command)
            answer = worker.ask("photo", 1, 0, pictures["one"])
            seconds = time.perf_counter() - start
            rows.append(row(number, name, "first", [seconds], answer["faces"], worker.peak_megabytes()))
            worker.end()
            tell(rows[-1])
    return rows


def memory(commands: dict[str, list[str]], pictures: dict[str, Path], options: argparse.Namespace) -> list[dict]:
    """The peak of a new process that reads nothing but the 12-megapixel photo."""
    rows = []
    for name, command in commands.items():
        worker = Worker(command)
        answer = worker.ask("photo", 5, options.peer_seconds, pictures["large"])
        rows.append(row(1, name, "memory", answer["seconds"], answer["faces"], worker.peak_megabytes()))
        worker.end()
        tell(rows[-1])
    return rows


def steady(commands: dict[str, list[str]], pictures: dict[str, Path], options: argparse.Namespace) -> list[dict]:
    """All programs stay, and take turns with each picture."""
    workers = {name: Worker(command) for name, command in commands.items()}
    for name, worker in workers.items():
        for case in CASES:
            print(f"warming up: {CASES[case]}, {name}", flush=True)
            ask(worker, case, pictures, 10 * options.calls, options.warm_up, options)
    rows = []
    for number in range(1, options.rounds + 1):
        for case in CASES:
            for name, worker in workers.items():
                most = 1e6 if name in (MIEN, FAST) else options.peer_seconds
                answer = ask(worker, case, pictures, options.calls, most, options)
                rows.append(row(number, name, case, answer["seconds"], answer["faces"], worker.peak_megabytes()))
                tell(rows[-1])
    for worker in workers.values():
        worker.end()
    return rows


def ask(worker: Worker, case: str, pictures: dict[str, Path], calls: int, seconds: float, options: argparse.Namespace) -> dict:
    return worker.ask("frames" if case == "frames" else "photo", options.frames if case == "frames" else calls, seconds, pictures[case])


def row(number: int, name: str, case: str, times: list[float], faces: float, peak: int) -> dict:
    """A round of one program on one picture; "times" has every call and is not written."""
    lower, middle, upper = quartiles(times)
    values = (number, name, case, round(middle, 6), round(lower, 6), round(upper, 6), round(min(times), 6), len(times), faces, peak)
    return {**dict(zip(FIELDS, values)), "times": times}


def quartiles(times: list[float]) -> tuple[float, float, float]:
    if len(times) == 1:
        return times[0], times[0], times[0]
    lower, middle, upper = statistics.quantiles(times, n=4, method="inclusive")
    return lower, middle, upper


def tell(found: dict) -> None:
    print(
        f"round {found['round']}  {TITLES[found['case']]:<34} {found['program']:<31} {1000 * found['seconds']:9.1f} ms, "
        f"{found['faces']:g} faces, peak {found['peak_mb']} MB",
        flush=True,
    )


def write(file: Path, rows: list[dict]) -> None:
    beside = file.with_suffix(".tmp")
    with open(beside, "w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, FIELDS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    beside.replace(file)


def table(rows: list[dict], programs: list[str], options: argparse.Namespace) -> str:
    """In Markdown: all in one table, then the quartiles of each picture."""
    text = [
        f"{date.today()}, {processor()}, {options.threads} processors, {options.rounds} rounds of up to {options.calls} calls; "
        f"photos {'given' if options.photos else 'drawn'}, frames {'of a video' if options.video else 'of the photo with one face, moved'}.",
        "",
        "| median, ms (times Mien's), faces found | " + " | ".join(programs) + " |",
        "|---" * (len(programs) + 1) + "|",
    ]
    for case in ("one", "crowd", "large", "frames", "first"):
        text.append(f"| {TITLES[case]} | " + " | ".join(short(rows, name, case) for name in programs) + " |")
    text.append("| frames a second | " + " | ".join(f"{1 / quartiles(calls(rows, name, 'frames'))[1]:.0f}" for name in programs) + " |")
    peaks = {row["program"]: row["peak_mb"] for row in rows if row["case"] == "memory"}
    text.append(f"| peak memory, {TITLES['memory']}, MB | " + " | ".join(str(peaks[name]) for name in programs) + " |")
    for case in CASES:
        text += ["", f"**{CASES[case]}**", "", "| program | median, ms | quartiles | least | calls | peak so far, MB |", "|---|---|---|---|---|---|"]
        text += [line(rows, name, case) for name in programs]
    return "\n".join(text)


def calls(rows: list[dict], name: str, case: str) -> list[float]:
    """All calls of all rounds, in seconds."""
    return [time for row in rows if row["program"] == name and row["case"] == case for time in row["times"]]


def short(rows: list[dict], name: str, case: str) -> str:
    """The median of all calls; the ratio is the median of the ratios within a round."""
    own = {row["round"]: row for row in rows if row["program"] == name and row["case"] == case}
    mien = {row["round"]: row for row in rows if row["program"] == MIEN and row["case"] == case}
    ratio = statistics.median(own[number]["seconds"] / mien[number]["seconds"] for number in own)
    times = f" ({ratio:.2f} x)" if name != MIEN else ""
    return f"{1000 * quartiles(calls(rows, name, case))[1]:.1f}{times}, {statistics.median(row['faces'] for row in own.values()):g}"


def line(rows: list[dict], name: str, case: str) -> str:
    times = calls(rows, name, case)
    lower, middle, upper = quartiles(times)
    peak = max(row["peak_mb"] for row in rows if row["program"] == name and row["case"] == case)
    return f"| {name} | {1000 * middle:.1f} | {1000 * lower:.1f} to {1000 * upper:.1f} | {1000 * min(times):.1f} | {len(times)} | {peak} |"


def throughput(options: argparse.Namespace, pictures: dict[str, Path]) -> None:
    print("\nThroughput", flush=True)
    seconds = "1" if options.quick else "5"
    subprocess.run(java("Throughput", options.model, str(options.threads), seconds, str(pictures["one"])), check=True)


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((text.split(":", 1)[1].strip() for text in lines if text.startswith("model name")), "unknown processor")


if __name__ == "__main__":
    main()
