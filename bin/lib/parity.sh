#!/usr/bin/env bash
# The tests that compare the engine with transformers and peft; called by bin/test --parity.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"
. "$ROOT/bin/lib/python.sh"

need_jdk
need_maven
need_parity_python
export PITCHPIPE_PARITY_PYTHON
cd "$ROOT"
models=${PITCHPIPE_PARITY_MODELS:-$ROOT/target/parity/data/models}
held="Parity holds; its figures are in target/parity/figures.jsonl."
if [ -f "$models/smollm2-135m-instruct.gguf" ] || "$ROOT/bin/models" add smollm2 --data "$(dirname "$models")"; then
  export PITCHPIPE_PARITY_MODELS=$models
elif [ -n "${PITCHPIPE_PARITY_WITHOUT_BASE:-}" ]; then
  unset PITCHPIPE_PARITY_MODELS
  held="Parity holds on small random models only: SmolLM2 could not be had, and nothing is said of it. $held"
else
  die "SmolLM2 could not be had, and parity on small random models alone is not what was asked for; PITCHPIPE_PARITY_WITHOUT_BASE=1 asks for that."
fi
rm -f target/parity/figures.jsonl
mvn -B -ntp test-compile surefire:test -Dsurefire.excluded.groups= -Dgroups=parity -Dsurefire.failIfNoSpecifiedTests=false
cat target/parity/figures.jsonl
say "$held"
