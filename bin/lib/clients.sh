#!/usr/bin/env bash
# Google's own clients and others', unmodified, and the public tutorials' commands as printed, against a tuning server that really tunes; called by bin/test --clients. What each said is in target/clients/said. What cannot
# be fetched is skipped, and named at the end.
# usage: clients.sh [all]
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

fetch_npm() { # NAME@VERSION, and what it needs beside it
  local home="$folder/npm/$1"
  [ -d "$home/node_modules" ] && return 0
  if ! command -v npm >/dev/null 2>&1 || ! command -v node >/dev/null 2>&1; then
    skip "$1" "there is no node or npm on the PATH (Node 20 or newer)"
    return 0
  fi
  if $npm_failed; then
    skip "$1" "npm could not fetch the one before it"
    return 0
  fi
  say "Fetching $1 ..."
  mkdir -p "$home"
  echo '{"private": true}' > "$home/package.json"
  if ! npm install --prefix "$home" --no-audit --no-fund --ignore-scripts --fetch-retries=1 --fetch-timeout=20000 --loglevel=error "$@" >"$home/fetch.log" 2>&1; then
    cp "$home/fetch.log" "$folder/npm-failed.log"
    rm -rf "$home"
    npm_failed=true
    skip "$1" "npm could not fetch it; see target/clients/npm-failed.log"
  fi
}

fetch_python() { # FOLDER MODULES PACKAGE...
  local home="$folder/$1" modules=$2 python
  shift 2
  "$home/bin/python" -c "import $modules" >/dev/null 2>&1 && return 0
  if ! python=$(command -v python3); then
    skip "$*" "there is no python3 on the PATH (3.10 or newer)"
    return 0
  fi
  say "Fetching $1 ..."
  rm -rf "$home"
  if ! { "$python" -m venv "$home" && "$home/bin/python" -m pip install --quiet --retries 1 --timeout 20 "$@"; } >"$home.log" 2>&1; then
    rm -rf "$home"
    skip "$*" "no environment with it could be made (python3-venv, PyPI); see ${home#"$ROOT"/}.log"
  fi
}

fetch_maven() { # FOLDER of src/test/clients/java
  local home="$folder/maven/$1"
  [ -f "$home/classpath.txt" ] && return 0
  say "Fetching $1 ..."
  mkdir -p "$home"
  if ! mvn -B -ntp -q -f "$ROOT/src/test/clients/java/$1/pom.xml" dependency:build-classpath -Dmdep.outputFile="$home/classpath.txt" >"$home/fetch.log" 2>&1; then
    rm -f "$home/classpath.txt"
    skip "$1" "Maven could not fetch it; see target/clients/maven/$1/fetch.log"
  fi
}

fetch_go() { # PROGRAM of src/test/clients/go
  local home="$folder/go"
  [ -x "$home/$1" ] && return 0
  if ! command -v go >/dev/null 2>&1; then
    skip "Go's $1 client" "there is no go on the PATH (1.24 or newer)"
    return 0
  fi
  say "Fetching and building Go's $1 client ..."
  mkdir -p "$home"
  if ! (cd "$ROOT/src/test/clients/go" && go build -tags "$1" -o "$home/$1" .) >"$home/$1.log" 2>&1; then
    rm -f "$home/$1"
    skip "Go's $1 client" "it could not be fetched or built; see target/clients/go/$1.log"
  fi
}

# Those that stand for a kind: what fails with one of them fails with others, and each found what no other did.
fetch_npm @google-ai/generativelanguage@3.7.1
fetch_npm @google/genai@1.25.0
fetch_npm @google/genai@3.3.0
fetch_npm @langchain/google-genai@2.3.2 @langchain/core
fetch_python python "google.generativeai, IPython, requests" google-generativeai==0.8.6 ipython requests
fetch_python python-google "google.genai, google.ai.generativelanguage_v1beta" google-genai==3.6.1 google-ai-generativelanguage==0.12.1
fetch_maven langchain4j
if [ "${1:-}" = all ]; then
  fetch_npm @ai-sdk/google@4.0.121 ai@7.0.173
  fetch_npm @genkit-ai/google-genai@1.42.0 genkit@1.42.0
  fetch_python python-others "litellm, langchain_google_genai" litellm==1.110.2 langchain-google-genai==4.4.3
  fetch_maven spring-ai
  fetch_go genai
  fetch_go gapic
else
  say "LiteLLM, LangChain of Python, Vercel's AI SDK, Genkit, Spring AI and Go's clients are for --clients=all."
fi

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
  say "Every client that was asked for got through; what they said is in target/clients/said."
fi
