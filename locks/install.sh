#!/bin/sh
# Makes the environment .venv/NAME out of locks/NAME.txt: install.sh locked|project NAME, from the clone's root.
set -eu

step=$1
name=$2
python=.venv/$name/bin/python

tell() { # French, then English, on the standard error.
    printf '%s\n' "$1" "$2" >&2
}

# Prints the first Python that is new enough and whole; else says what is missing.
find_python() {
    lacking=
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        # It is run, not only looked for: pyenv leaves commands that exist and fail.
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
        if "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
        lacking=${lacking:-$candidate}
    done
    if [ -z "$lacking" ]; then
        tell "Il faut Python 3.11 ou plus récent (sous Debian : apt install python3 python3-venv)." \
            "Python 3.11 or newer is needed (on Debian: apt install python3 python3-venv)."
    else
        package=$("$lacking" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')
        tell "Il manque à $lacking le module venv ou ensurepip : sous Debian, apt install $package." \
            "$lacking lacks venv or ensurepip: on Debian, apt install $package."
    fi
    return 1
}

pip() {
    "$python" -m pip --quiet --disable-pip-version-check --no-input "$@"
}

case $step in
locked)
    base=$(find_python)
    echo "Installation des dépendances ($name)…" >&2
    rm -rf ".venv/$name"
    "$base" -m venv ".venv/$name"
    # The lock is whole, so nothing is resolved; what is never imported is never compiled.
    pip install --no-deps --no-compile --require-hashes -r "locks/$name.txt"
    touch ".venv/$name/locked"
    ;;
project)
    pip install --no-deps --no-build-isolation -e .
    touch ".venv/$name/installed"
    ;;
esac
