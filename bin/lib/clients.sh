#!/usr/bin/env bash
# Google's own clients, unmodified, and the public tutorials' commands as printed, against a tuning server that really tunes; called by bin/test --clients. What each said is in target/clients/said. What cannot be fetched
# is skipped, and named at the end.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"

need_jdk
need_maven
folder=$ROOT/target/clients
mkdir -p "$folder"
rm -rf "$folder/said"
skipped=() npm_failed=false

skip() { # WHAT, WHY
  skipped+=("$1: $2")
  say "Skipping $1: $2."
}

fetch_npm() { # NAME@VERSION
  local home="$folder/npm/$1"
  [ -d "$home/node_modules" ] && return 0
  if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
    skip "$1" "there is no node or npm on the PATH (Node 18 or newer)"
    return 0
  fi
  if $npm_failed; then
    skip "$1" "npm could not fetch the one before it"
    return 0
  fi
  say "Fetching $1 ..."
  mkdir -p "$home"
  echo '{"private": true}' > "$home/package.json"
  if ! npm install --prefix "$home" --no-audit --no-fund --ignore-scripts --fetch-retries=1 --fetch-timeout=20000 --loglevel=error "$1" >"$home/fetch.log" 2>&1; then
    cp "$home/fetch.log" "$folder/npm-failed.log"
    rm -rf "$home"
    npm_failed=true
    skip "$1" "npm could not fetch it; see target/clients/npm-failed.log"
  fi
}

fetch_python() {
  local packages="google-generativeai==0.8.6 ipython requests" python
  "$folder/python/bin/python" -c 'import google.generativeai, IPython, requests' >/dev/null 2>&1 && return 0
  if ! python=$(command -v python3); then
    skip "google-generativeai and the tutorials" "there is no python3 on the PATH (3.10 or newer)"
    return 0
  fi
  say "Fetching google-generativeai ..."
  rm -rf "$folder/python"
  # shellcheck disable=SC2086
  if ! { "$python" -m venv "$folder/python" && "$folder/python/bin/python" -m pip install --quiet --retries 1 --timeout 20 $packages; } >"$folder/pip.log" 2>&1; then
    rm -rf "$folder/python"
    skip "google-generativeai and the tutorials" "no environment with it could be made (python3-venv, PyPI); see target/clients/pip.log"
  fi
}

fetch_npm @google-ai/generativelanguage@3.7.1
fetch_npm @google/genai@1.25.0
fetch_npm @google/genai@3.1.0
fetch_python

cd "$ROOT"
export PITCHPIPE_CLIENTS=$folder
mvn -B -ntp test-compile surefire:test -Dsurefire.excluded.groups= -Dgroups=clients -Dsurefire.failIfNoSpecifiedTests=false
if [ -d "$folder/said" ]; then
  for said in "$folder"/said/*.txt; do
    say "$(basename "$said" .txt): $(grep -c '^ok ' "$said") calls went well."
  done
fi
if [ ${#skipped[@]} -gt 0 ]; then
  say "NOT every client was tried. Skipped:"
  printf '  %s\n' "${skipped[@]}" >&2
else
  say "Every client got through; what they said is in target/clients/said."
fi
