# The part that Mien's launchers share. A launcher has the function "resolve", which follows links, and sets
#   settings  the folder of this file
#   lock      the link that one process at a time may make
# before it reads this file. Then it sets
#   classes   Java's class path
#   build     words that another build of the jars would not have
#   native    the folder of ONNX Runtime's libraries, or nothing: then Java unpacks them into a temporary folder at each start
#   archives  the folder of archives of classes, or nothing: then Java starts without one
# and calls "start" with the user's arguments.

fail() {
  echo "mien: $1" >&2
  exit 1
}

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then java=$JAVA_HOME/bin/java; else java=java; fi
command -v "$java" >/dev/null 2>&1 || fail "no Java found. Install a JDK of version 17 or later, or set JAVA_HOME"

# A java outside a JDK may be a script that chooses one. Its version is not known then.
jdk=$(dirname "$(resolve "$(command -v "$java")")")/..
version=
if [ -f "$jdk/release" ]; then
  while IFS='=' read -r name value; do
    if [ "$name" = JAVA_VERSION ]; then
      value=${value#\"}
      version=${value%%[!0-9]*}
    fi
  done <"$jdk/release"
fi
[ "${version:-17}" -ge 17 ] ||
  fail "$(command -v "$java") is of Java $version. Mien needs version 17 or later: install one, or set JAVA_HOME to its folder"

# Protocol Buffers use sun.misc.Unsafe, of which Java 24 and later warn. Older ones do not know the option.
unsafe=
if [ "${version:-17}" -ge 24 ]; then unsafe=--sun-misc-unsafe-memory-access=allow; fi

unfinished=
dump=
watch=
locked=false
tidy() {
  if [ -n "$watch" ]; then kill "$watch" 2>/dev/null || true; fi
  if [ -n "$dump" ]; then kill -9 "$dump" 2>/dev/null || true; fi
  if [ -n "$unfinished" ]; then rm -rf "$unfinished"; fi
  if [ "$locked" = true ]; then rm -f "$lock"; fi
  dump='' watch='' unfinished='' locked=false
}
trap tidy EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Another user's process gets no signal, but can be seen.
alive() {
  kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ] || ps -p "$1" >/dev/null 2>&1
}

# When a process began, in words that another process with the same number would not have.
birth() {
  if [ -r "/proc/$1/stat" ]; then
    # The name in the second field may hold spaces and parentheses. The start is field 22.
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20
  else
    ps -o lstart= -p "$1" 2>/dev/null | tr -cd '0-9A-Za-z'
  fi
}

# The lock is a link that names the process which builds or archives, and when it began. A process that was killed may have
# left it, and a later process may have its number.
take_lock() {
  holder=$(readlink "$lock") || holder=
  number=${holder%%-*}
  if [ -n "$holder" ] && { [ "$number" = $$ ] || ! alive "$number" || [ "$holder" != "$number-$(birth "$number")" ]; }; then
    rm -f "$lock"
  fi
  ln -s "$$-$(birth $$)" "$lock" 2>/dev/null && locked=true
}

# A name without a colon for a folder of jars, because Java separates the entries of a class path by colons. The open folder
# has such a name as long as Java runs.
jars_of() {
  case $1 in
    *:*)
      [ -d /proc/self/fd ] || fail "the path $1 has a colon, which Java's class path cannot have. Move Mien to another folder"
      exec 9<"$1"
      jars=/proc/self/fd/9
      archives=
      ;;
    *) jars=$1 ;;
  esac
}

# A limit on the address space ("ulimit -v") stops Java early, because Java and the native libraries reserve much more than they
# use. Under a limit they reserve less. Whether that is enough, only a start of Java tells.
fit_address_space() {
  limited=
  space=$(ulimit -v 2>/dev/null) || space=unlimited
  case $space in '' | *[!0-9]*) return 0 ;; esac
  [ "$space" -lt 16777216 ] || return 0
  limited="-XX:CompressedClassSpaceSize=64m -XX:ReservedCodeCacheSize=96m -Xmx$((space / 4096))m"
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}" MALLOC_TOP_PAD_="${MALLOC_TOP_PAD_:-1048576}"
  # shellcheck disable=SC2086 # options, separated by spaces
  "$java" $limited -XX:ErrorFile=/dev/null -XX:-CreateCoredumpOnCrash ${MIEN_JAVA_OPTIONS:-} --version >/dev/null 2>&1 ||
    fail "Java does not start with $((space / 1024)) MB of address space, the limit of this shell. 'ulimit -v unlimited' lifts it"
  # Libraries that lack memory end the program in words of their own.
  case $1 in
    train | study)
      [ "$space" -ge 2500000 ] ||
        echo "mien: this shell allows $((space / 1024)) MB of address space. A training may need more than 2,400 MB:" \
          "'ulimit -v unlimited' lifts the limit" >&2
      ;;
  esac
}

# Sets variables that training is faster with, and the character set.
set_environment() {
  while IFS='=' read -r name value; do
    case $name in '' | '#'*) ;; *) eval "export $name=\"\${$name:-$value}\"" ;; esac
  done <"$settings/environment"
  # Java takes the names of files and what it prints from the system's character set. With the plain C locale that is ASCII.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

# Runs Mien with an option for the archive, or none, and these arguments. The user's options come last and win.
launch() {
  archiving=$1
  shift
  # An archive that does not fit is left aside. Java must not say so among the answers.
  silent="-Xlog:disable -Xlog:all=error:stderr -Xlog:cds=off:stderr"
  # shellcheck disable=SC2086 # options, separated by spaces
  exec "$java" "@$settings/java.options" $unsafe $quick $limited -Dmien.terminal=$terminal -Dmien.terminal.messages=$messages \
    "-XX:ErrorFile=${TMPDIR:-/tmp}/mien-crash-%p.log" \
    ${native:+"-Donnxruntime.native.path=$native"} ${archiving:+"$archiving" $silent} ${MIEN_JAVA_OPTIONS:-} \
    -cp "$classes" dev.mien.cli.Main "$@"
}

# The file of the classes that one photo needs, ready to be mapped into memory. It is for the Java that wrote it and for these jars.
name_archive() {
  archive=
  [ -n "$archives" ] && [ -n "$version" ] || return 0
  archive="$archives/$({
    echo "$classes $build"
    CDPATH='' cd -P -- "$jdk" && pwd && cat release
  } | cksum | tr ' ' -).jsa"
}

# Reads a drawn face, for a minute at most. An empty archive says that it was in vain.
make_archive() {
  unfinished="$archive.new"
  (
    unset MIEN_JAVA_OPTIONS JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS
    quick= terminal=false messages=false
    launch "-XX:ArchiveClassesAtExit=$unfinished" recognize "$settings/drawn-face.jpg"
  ) >/dev/null 2>&1 </dev/null &
  dump=$!
  (
    trap 'kill $!; exit' TERM
    sleep 60 &
    wait $!
    kill -9 "$dump"
  ) >/dev/null 2>&1 </dev/null &
  watch=$!
  wait "$dump" 2>/dev/null && [ -s "$unfinished" ] || true >"$unfinished"
  dump=
  mv -f "$unfinished" "$archive"
}

start() {
  fit_address_space "${1:-}"
  set_environment
  terminal=false
  if [ -t 1 ]; then terminal=true; fi
  messages=false
  if [ -t 2 ]; then messages=true; fi
  # One photo is done before Java's second compiler has earned its time.
  quick=
  if [ $# -eq 2 ] && [ "$1" = recognize ]; then
    case $2 in *.[jJ][pP][gG] | *.[jJ][pP][eE][gG] | *.[pP][nN][gG] | *.[wW][eE][bB][pP]) [ ! -f "$2" ] || quick=-XX:TieredStopAtLevel=1 ;; esac
  fi
  name_archive
  if [ -n "$archive" ] && [ ! -e "$archive" ] && [ -w "$archives" ] && take_lock; then
    make_archive || true
    tidy
  fi
  if [ ! -s "$archive" ]; then archive=; fi
  launch "${archive:+-XX:SharedArchiveFile=$archive}" "$@"
}
