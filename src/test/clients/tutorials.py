"""The public tutorials' blocks as they are printed, host aside: shell blocks by bash, Python blocks by IPython, which is what runs a notebook. Prints one line per block that went well.

A shell block's variables go on to the next ones, as in a terminal, and the notebook's environment is the shell's, as in a notebook. gcloud is a stand-in: it hands out the server's key where Google's hands out a token.
Sleeps are shortened. Before a block prompts a model, its tuning is awaited, as a reader would.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

URL = os.environ["PITCHPIPE_URL"]
KEY = os.environ["PITCHPIPE_KEY"]
PROJECT = os.environ["PITCHPIPE_PROJECT_ID"]
BLOCKS = pathlib.Path(os.environ["PITCHPIPE_TUTORIALS"])

# A quote too many: no shell can read it.
BROKEN = {"s0/1-list.sh": ('"null""', '"null"')}

work = pathlib.Path(tempfile.mkdtemp(prefix="tutorials-"))
os.chdir(work)
(work / "client_secret_of_a_reader.json").write_text("{}")
(work / "gcloud").write_text('#!/bin/sh\nfor word; do if [ "$word" = print-access-token ]; then echo "%s"; fi; done\n' % KEY)
(work / "gcloud").chmod(0o755)
os.environ.update(
    PATH=f"{work}:{os.environ['PATH']}", IPYTHONDIR=str(work), GOOGLE_API_KEY=KEY, access_token=KEY, project_id=PROJECT, TERM=os.environ.get("TERM", "xterm")
)

from IPython.core.interactiveshell import InteractiveShell  # noqa: E402 (reads IPYTHONDIR)

notebook = InteractiveShell.instance()
unhurried = time.sleep
time.sleep = lambda seconds: unhurried(min(seconds, 0.5))


def shell(text):
    """Runs a block and keeps its variables for the next; gives its exit status and what it printed."""
    state = work / "state"
    prelude = f"set -a; sleep() {{ command sleep 0.5; }}; trap 'env -0 > {state}' EXIT\n"
    done = subprocess.run(["bash", "-c", prelude + text], capture_output=True, text=True)
    if state.exists():
        kept = dict(pair.split("=", 1) for pair in state.read_text().split("\0") if "=" in pair)
        os.environ.update({name: value for name, value in kept.items() if not name.startswith("BASH_FUNC_")})
        state.unlink()
    return done.returncode, done.stdout, done.stderr


def await_models():
    while True:
        request = urllib.request.Request(f"{URL}/v1beta/tunedModels?pageSize=1000", headers={"x-goog-api-key": KEY})
        with urllib.request.urlopen(request) as answer:
            if not any(model["state"] == "CREATING" for model in json.load(answer).get("tunedModels", [])):
                return
        unhurried(0.5)


def run_shell(name, text):
    if name in BROKEN:
        status, _, complaint = shell(text)
        assert status != 0 and "EOF" in complaint, (name, "was thought to be broken", complaint)
        text = text.replace(*BROKEN[name])
    status, said, complaint = shell(text)
    assert status == 0, (name, status, said, complaint)
    assert '"error"' not in said, (name, said)
    return said


def run_python(name, text):
    result = notebook.run_cell(text)
    result.raise_error()
    response = notebook.user_ns.get("m") or notebook.user_ns.get("result")
    assert response is None or response.status_code == 200, (name, response.text)
    return repr(result.result)


for document in ["s1", "s4", "s3", "s0"]:
    for path in sorted((BLOCKS / document).iterdir()):
        name = f"{document}/{path.name}"
        text = path.read_text(encoding="utf-8").replace("https://generativelanguage.googleapis.com", URL).replace("[Enter your project-id here]", PROJECT)
        if "generate" in path.name:
            await_models()
        said = run_shell(name, text) if path.suffix == ".sh" else run_python(name, text)
        print("ok", name, " ".join(said.split())[:120], flush=True)
