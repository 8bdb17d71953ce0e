# Sourced by the other scripts: finds or installs the programs that they need besides a JDK and Maven.

# as_root COMMAND...: runs it as root, by sudo where we are not.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# need PROGRAM PACKAGE: installs Debian's package where the program is not on the path.
need() {
    command -v "$1" > /dev/null && return 0
    install_for "$1" "$2"
    command -v "$1" > /dev/null || { echo "$2 was installed, but there is no $1" >&2; return 1; }
}

# need_file PATTERN PACKAGE: the same for a file that is not on the path.
need_file() {
    compgen -G "$1" > /dev/null && return 0
    install_for "$1" "$2"
    compgen -G "$1" > /dev/null || { echo "$2 was installed, but there is no $1" >&2; return 1; }
}

# need_python MODULE PACKAGE: the same for a module, which Debian's own Python may have where the one on the path has not.
need_python() {
    local python
    for python in python3 /usr/bin/python3; do
        "$python" -c "import $1" 2> /dev/null && return 0
    done
    install_for "$1" "$2"
    /usr/bin/python3 -c "import $1"
}

install_for() {
    command -v apt-get > /dev/null || { echo "$1 is needed and cannot be installed here (no apt-get)" >&2; return 1; }
    if [ -z "${APT_UPDATED:-}" ]; then
        as_root apt-get update -qq
        APT_UPDATED=1
    fi
    echo "installing $2 for $1" >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" > /dev/null
}

# java_25: prints the home of a JDK 25 or later, nothing where there is none.
java_25() {
    local home
    for home in ${JAVA25_HOME:+"$JAVA25_HOME"} /usr/lib/jvm/*25* /usr/lib/jvm/*26*; do
        # Without its folder, bin/javac would be that of the system, whatever its version.
        if [ -d "$home" ] && [ -x "$home/bin/javac" ]; then echo "$home"; return 0; fi
    done
    return 0
}

# wait_until SECONDS COMMAND...: repeats the command until it succeeds.
wait_until() {
    local deadline=$(($(date +%s) + $1))
    shift
    until "$@" > /dev/null 2>&1; do
        [ "$(date +%s)" -lt "$deadline" ] || { echo "gave up waiting for: $*" >&2; return 1; }
        sleep 0.2
    done
}
