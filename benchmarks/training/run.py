"""Times training steps of the article's network in Mien, Keras and PyTorch, in turn, several rounds over.

One command: it builds Mien and prepares the peers by itself. See README.md beside it for what is measured.
"""

import argparse
import csv
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

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import mien  # noqa: E402 - from the folder above

PROGRAMS = [
    "roof-bf16",
    "roof-fp32",
    "mien-bf16",
    "pytorch-tuned-bf16",
    "mien-fp32",
    "pytorch-tuned-fp32",
    "keras",
    "pytorch-newcomer",
    "pytorch-compiled-bf16",
    "pytorch-compiled-fp32",
]
FIELDS = ["round", "program", "images_per_second", "best", "gflops", "evaluation_seconds", "first_step_seconds", "peak_mb"]
SUMMARY = ["program", "median", "least", "most", "mien_bf16_ratio", "mien_fp32_ratio", "share_of_roof", "evaluation_seconds", "first_step_seconds", "peak_mb"]
# Forward, gradient of kernels and gradient of inputs of the convolutions, without the first layer's last: (side, in, out, kernel).
CONVOLUTIONS = [(48, 1, 32, 3), (48, 32, 64, 3), (24, 64, 128, 5), (12, 128, 512, 3), (6, 512, 512, 3), (3, 512, 512, 3)]


def main() -> None:
    options = parse()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.profile:
        profile = mien.java(HERE / "Profile.java", options.profile, str(options.steps))
        sys.exit(subprocess.run(profile, env=mien.environment()).returncode)
    programs = chosen(options)
    python = peers(options.peers) if any(not p.startswith("mien") for p in programs) else Path(sys.executable)
    rows = []
    for number in range(1, options.rounds + 1):
        for program in programs:
            result = measure(program, command(program, options.steps, python))
            if not result:
                continue
            row = {"round": number, "program": program, **result}
            rows.append(row)
            print(f"round {number}  {line(row)}", flush=True)
            write(options.out / "results.csv", FIELDS, rows)
    write(options.out / "summary.csv", SUMMARY, summary(rows))
    print("\n" + (networks_table(rows) if options.networks else table(rows)))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=25, help="timed steps of each program in each round")
    parser.add_argument("--only", default="", help="some of " + ", ".join(PROGRAMS) + ", separated by commas")
    parser.add_argument("--out", type=Path, default=HERE / "target", help="folder for results.csv")
    parser.add_argument("--peers", type=Path, default=HERE / "target" / "peers", help="folder of the peers' environment")
    parser.add_argument("--networks", default="", help="time these networks of one head in Mien instead, such as mien-emotions,mien-light-emotions")
    parser.add_argument("--profile", choices=["fp32", "bf16"], help="time the parts of Mien's step instead")
    options = parser.parse_args()
    unknown = [p for p in options.only.split(",") if p and p not in PROGRAMS]
    if unknown or options.rounds < 1 or options.steps < 1:
        parser.error(f"no program is named {unknown[0]}" if unknown else "rounds and steps begin at 1")
    return options


def chosen(options: argparse.Namespace) -> list[str]:
    """The programs to time; of those that nobody named, the ones that this processor has the arithmetic for."""
    if options.only:
        return options.only.split(",")
    networks = options.networks.split(",")
    programs = [f"{program} {name}" for name in networks for program in ("mien-bf16", "mien-fp32")] if options.networks else PROGRAMS
    if bf16():
        return programs
    print("this processor does not multiply bf16: programs that need it are left out", flush=True)
    return [program for program in programs if "bf16" not in program]


def peers(folder: Path) -> Path:
    """The Python of an environment with the peers in it, made where it is not there yet."""
    python = folder / "venv" / "bin" / "python"
    check = [str(python), "-c", "import torch, keras, tensorflow, scipy"]
    quiet = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    if python.exists() and subprocess.run(check, env=quiet, capture_output=True).returncode == 0:
        return python
    print("preparing PyTorch and Keras, which takes some minutes the first time", flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    install = [str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "requirements.txt")]
    if subprocess.run(install).returncode != 0:
        sys.exit("the peers could not be installed: is there a network, and does pip reach its index?")
    return python


def measure(program: str, words: list[str]) -> dict:
    """Runs a program in a process of its own and returns what it prints; nothing where it fails."""
    start = time.perf_counter()
    result: dict = {}
    with tempfile.TemporaryFile("w+") as errors:
        with subprocess.Popen(words, env=environment(program), stdout=subprocess.PIPE, stderr=errors, text=True) as process:
            assert process.stdout is not None
            for text in process.stdout:
                if text.startswith("first step"):
                    result["first_step_seconds"] = round(time.perf_counter() - start, 2)
                elif text.startswith("{"):
                    result.update(json.loads(text))
        if process.returncode == 0:
            return result
        errors.seek(0)
        print(f"{program} failed and is left out: {errors.read()[-2000:]}", flush=True)
        return {}


def command(program: str, steps: int, python: Path) -> list[str]:
    if program.startswith("mien"):
        name, *network = program.split(" ")
        return mien.java(HERE / "Train.java", name.split("-")[1], str(steps), *network)
    return [str(python), str(HERE / "peers.py"), program, str(steps)]


def environment(program: str) -> dict[str, str]:
    """Mien has what its launcher sets. glibc keeps its memory for the peers too, but not for the newcomers among them."""
    if program.startswith("mien"):
        return mien.environment()
    tuned = "tuned" in program or "compiled" in program
    memory = {name: value for name, value in mien.defaults().items() if tuned and name.startswith("MALLOC")}
    return {**mien.with_defaults(memory), "TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "tensorflow"}


def line(row: dict) -> str:
    if "gflops" in row:
        return f"{row['program']:<22} {row['gflops']:8.0f} GFLOP/s"
    return f"{row['program']:<22} {row['images_per_second']:8.1f} images/s  best {row['best']:.1f}  peak {row['peak_mb']} MB"


def summary(rows: list[dict]) -> list[dict]:
    """One row for each program, with the table's figures as plain numbers."""
    result = []
    for program in dict.fromkeys(row["program"] for row in rows):
        own = [row for row in rows if row["program"] == program]
        field = "gflops" if "gflops" in own[0] else "images_per_second"
        values = [float(row[field]) for row in own]
        row = {"program": program, "median": statistics.median(values), "least": min(values), "most": max(values)}
        if field == "images_per_second":
            row["mien_bf16_ratio"] = ratio(rows, "mien-bf16", program).removesuffix(" x")
            row["mien_fp32_ratio"] = ratio(rows, "mien-fp32", program).removesuffix(" x")
            row["share_of_roof"] = share(rows, program)
            row |= {name: median(own, name) for name in ("evaluation_seconds", "first_step_seconds")}
        result.append(row | {"peak_mb": median(own, "peak_mb")})
    return result


def write(file: Path, fields: list[str], rows: list[dict]) -> None:
    beside = file.with_suffix(".tmp")
    with open(beside, "w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, fields, restval="")
        writer.writeheader()
        writer.writerows(rows)
    beside.replace(file)


def gflop_per_image() -> float:
    total = 0.0
    for index, (side, channels, filters, kernel) in enumerate(CONVOLUTIONS):
        total += (2 if index == 0 else 3) * 2e-9 * side * side * channels * filters * kernel * kernel
    return total


def table(rows: list[dict]) -> str:
    """In Markdown, the figures as medians over the rounds, ratios as medians of the ratios within a round."""
    text = [
        f"{date.today()}, {platform.machine()}, {processor()}, {os.cpu_count()} processors; "
        f"{gflop_per_image():.2f} GFLOP an image and step.",
        "",
        "| program | images/s, median | rounds | Mien bf16 is | Mien fp32 is | of the roof | 3,589 faces, s | first step after, s | peak, MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for program in dict.fromkeys(row["program"] for row in rows):
        own = [row for row in rows if row["program"] == program]
        if "gflops" in own[0]:
            text.append(f"| {program} | {median(own, 'gflops'):.0f} GFLOP/s | {spread(own, 'gflops', 0)} | | | | | | |")
            continue
        text.append(
            f"| {program} | {median(own, 'images_per_second'):.0f} | {spread(own, 'images_per_second', 0)} "
            f"| {ratio(rows, 'mien-bf16', program)} | {ratio(rows, 'mien-fp32', program)} | {share(rows, program)} "
            f"| {median(own, 'evaluation_seconds'):.2f} | {median(own, 'first_step_seconds'):.1f} | {median(own, 'peak_mb'):.0f} |"
        )
    return "\n".join(text)


def networks_table(rows: list[dict]) -> str:
    """In Markdown, Mien's networks beside each other, each in both precisions."""
    text = [
        f"{date.today()}, {platform.machine()}, {processor()}, {os.cpu_count()} processors.",
        "",
        "| network | precision | training, images/s, median | rounds | 3,589 faces, s | peak, MB |",
        "|---|---|---|---|---|---|",
    ]
    for program in dict.fromkeys(row["program"] for row in rows):
        own = [row for row in rows if row["program"] == program]
        precision, network = program.removeprefix("mien-").split(" ")
        text.append(
            f"| {network} | {precision} | {median(own, 'images_per_second'):.0f} | {spread(own, 'images_per_second', 0)} "
            f"| {median(own, 'evaluation_seconds'):.2f} | {median(own, 'peak_mb'):.0f} |"
        )
    return "\n".join(text)


def median(rows: list[dict], field: str) -> float:
    return statistics.median(float(row.get(field, 0)) for row in rows)


def spread(rows: list[dict], field: str, digits: int) -> str:
    values = [float(row[field]) for row in rows]
    return f"{min(values):.{digits}f} to {max(values):.{digits}f}"


def by_round(rows: list[dict], program: str, field: str) -> dict[int, float]:
    return {row["round"]: float(row[field]) for row in rows if row["program"] == program and field in row}


def ratio(rows: list[dict], program: str, other: str) -> str:
    ours, theirs = (by_round(rows, name, "images_per_second") for name in (program, other))
    ratios = [ours[number] / theirs[number] for number in ours if number in theirs]
    return f"{statistics.median(ratios):.2f} x" if ratios and program != other else ""


def share(rows: list[dict], program: str) -> str:
    roofs = by_round(rows, "roof-bf16" if program.endswith("bf16") else "roof-fp32", "gflops")
    speeds = by_round(rows, program, "images_per_second")
    shares = [speeds[number] * gflop_per_image() / roofs[number] for number in speeds if number in roofs]
    return f"{statistics.median(shares):.0%}" if shares else ""


def bf16() -> bool:
    """Whether the processor multiplies bf16; taken as given where the system does not tell."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return True
    return "avx512_bf16" in flags or "amx_bf16" in flags


def processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            lines = info.read().splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    name = next((text.split(":", 1)[1].strip() for text in lines if text.startswith("model name")), "unknown processor")
    return name + (" with AMX" if any(" amx_bf16" in text for text in lines) else "")


if __name__ == "__main__":
    main()
