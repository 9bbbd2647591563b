# Sourced by the commands in bin: a Python with torch, transformers and peft, in an environment of its own under target/.
# After `need_parity_python`, PITCHPIPE_PARITY_PYTHON is set. Set it beforehand to use an environment that is there.

need_parity_python() {
  local folder="$ROOT/target/parity/python" python
  if [ -n "${PITCHPIPE_PARITY_PYTHON:-}" ]; then
    return 0
  fi
  PITCHPIPE_PARITY_PYTHON="$folder/bin/python"
  if [ -x "$PITCHPIPE_PARITY_PYTHON" ] && "$PITCHPIPE_PARITY_PYTHON" -c 'import torch, transformers, peft, gguf' >/dev/null 2>&1; then
    return 0
  fi
  python=$(command -v python3) || die "Parity needs Python 3.10 or newer; install python3 and python3-venv."
  say "Making a Python environment with torch, transformers and peft (some gigabytes) ..."
  "$python" -m venv "$folder" || die "Python could not make an environment; install python3-venv."
  "$folder/bin/python" -m pip install --quiet --requirement "$ROOT/src/test/python/requirements.txt" ||
    die "The Python packages could not be had; the parity tests need them."
}
