#!/usr/bin/env bash
# Google's own clients, unmodified, against a tuning server that really tunes; called by bin/test --clients. What each said is in target/clients/said.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"

need_jdk
need_maven
folder=$ROOT/target/clients
mkdir -p "$folder"
command -v npm >/dev/null 2>&1 || die "The npm clients need Node 18 or newer; install nodejs and npm."
python=$(command -v python3) || die "The Python client needs Python 3.10 or newer; install python3 and python3-venv."

fetch_npm() { # NAME@VERSION
  local home="$folder/npm/$1"
  [ -d "$home/node_modules" ] && return 0
  say "Fetching $1 ..."
  mkdir -p "$home"
  echo '{"private": true}' > "$home/package.json"
  npm install --prefix "$home" --no-audit --no-fund --ignore-scripts --silent "$1" || { rm -rf "$home"; die "$1 could not be had from npm."; }
}

fetch_npm @google-ai/generativelanguage@3.7.1
fetch_npm @google/genai@1.25.0
fetch_npm @google/genai@3.1.0
if ! "$folder/python/bin/python" -c 'import google.generativeai' >/dev/null 2>&1; then
  say "Fetching google-generativeai ..."
  "$python" -m venv "$folder/python" || die "Python could not make an environment; install python3-venv."
  "$folder/python/bin/python" -m pip install --quiet google-generativeai==0.8.6 || die "google-generativeai could not be had from PyPI."
fi

cd "$ROOT"
export PITCHPIPE_CLIENTS=$folder
mvn -B -ntp test-compile surefire:test -Dsurefire.excluded.groups= -Dgroups=clients -Dsurefire.failIfNoSpecifiedTests=false
say "Every client got through; what they said is in target/clients/said."
