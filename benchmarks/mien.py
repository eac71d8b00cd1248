"""Runs Java programs of the benchmarks as the launcher runs Mien: its build, its Java, its options, its environment.

    python3 benchmarks/mien.py [JAVA'S OPTIONS] PROGRAM.java [ARGUMENTS]    builds Mien if its sources are newer, runs the program
    python3 benchmarks/mien.py --class-path                                 builds likewise, prints the class path of the build

The other benchmarks import this file. Nothing else in this folder may name options, variables, modules or jars of Mien.
"""

import functools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
SETTINGS = HOME / "app" / "src" / "main" / "launcher"


def main() -> None:
    if sys.argv[1:] == ["--class-path"]:
        print(class_path(os.getppid()))
        return
    words = sys.argv[1:]
    place = next((i for i, word in enumerate(words) if not word.startswith("-")), None)
    if place is None or not words[place].endswith(".java"):
        sys.exit(__doc__)
    command = java(Path(words[place]), *words[place + 1 :], options=words[:place])
    sys.stdout.flush()
    os.execvpe(command[0], command, environment())


def java(program: Path, *arguments: str, options: list[str] | None = None) -> list[str]:
    """The command that runs a program, with the options that a training has; those given come after them and win."""
    classes = os.pathsep.join([str(compiled(program)), class_path(os.getpid())])
    given = [*os.environ.get("MIEN_JAVA_OPTIONS", "").split(), *(options or [])]
    return [tool("java"), f"@{SETTINGS / 'java.options'}", *given, "-cp", classes, main_class(program), *arguments]


def environment() -> dict[str, str]:
    """This process's variables with those that the launcher sets."""
    return with_defaults(defaults())


def with_defaults(values: dict[str, str]) -> dict[str, str]:
    """This process's variables, and these where there is none of the name."""
    return {**os.environ, **{name: os.environ.get(name) or value for name, value in values.items()}}


def defaults() -> dict[str, str]:
    """The variables that the launcher sets where the user has not."""
    lines = (SETTINGS / "environment").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def tool(name: str) -> str:
    """A JDK's program, where the launcher looks for java."""
    chosen = Path(os.environ.get("JAVA_HOME", "")) / "bin" / name
    found = str(chosen) if os.environ.get("JAVA_HOME") and os.access(chosen, os.X_OK) else shutil.which(name)
    if found is None:
        sys.exit(f"no {name} found: install a JDK of version 17 or later, or set JAVA_HOME")
    return found


@functools.cache
def class_path(user: int) -> str:
    """The launcher's newest build, made first if the sources are newer; it stays while the process of this number lives."""
    if subprocess.run([str(HOME / "mien"), "--version"], stdout=subprocess.DEVNULL).returncode != 0:
        sys.exit("Mien could not be built or started: its messages stand above")
    builds = HOME / "app" / "target" / "launcher"
    build = builds / builds.with_suffix(".stamp").read_text(encoding="utf-8").strip()
    (build / "users" / str(user)).touch()
    return os.pathsep.join([str(build / "mien-app.jar"), str(build / "lib" / "*")])


def library(module: str) -> str:
    """The class path of an application that depends on one module: the module, and the libraries that it needs."""
    maven = shutil.which("mvn")
    if maven is None:
        sys.exit("no mvn found: install Maven 3.8 or later")
    goals = ["package", "dependency:build-classpath", "-DincludeScope=runtime", "-Dmdep.outputFile=target/classpath.txt"]
    if subprocess.run([maven, "-B", "-ntp", "-q", "-Pquick", "-pl", module, "-am", *goals], cwd=HOME).returncode != 0:
        sys.exit("Mien could not be built: Maven's messages stand above")
    target = HOME / module / "target"
    return os.pathsep.join([str(target / "classes"), (target / "classpath.txt").read_text(encoding="utf-8").strip()])


@functools.cache
def compiled(program: Path, libraries: str = "") -> Path:
    """The folder of a program's classes."""
    folder = program.resolve().parent / "target" / "classes"
    command = [tool("javac"), "-proc:none", "-Xlint:-unchecked", "-cp", libraries or class_path(os.getpid()), "-d", str(folder), str(program)]
    if subprocess.run(command).returncode != 0:
        sys.exit(f"{program} does not compile: javac's messages stand above")
    return folder


def main_class(program: Path) -> str:
    package = re.search(r"^package ([\w.]+);", program.read_text(encoding="utf-8"), re.MULTILINE)
    return f"{package.group(1)}.{program.stem}" if package else program.stem


if __name__ == "__main__":
    main()
