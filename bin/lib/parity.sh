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
if [ ! -f "$models/smollm2-135m-instruct.gguf" ]; then
  "$ROOT/bin/models" add smollm2 --data "$(dirname "$models")" || say "SmolLM2 could not be had; parity on the random model only."
fi
export PITCHPIPE_PARITY_MODELS=$models
mvn -B -ntp test-compile surefire:test -Dsurefire.excluded.groups= -Dgroups=parity -Dsurefire.failIfNoSpecifiedTests=false
say "Parity holds; its figures are in target/parity/figures.jsonl."
