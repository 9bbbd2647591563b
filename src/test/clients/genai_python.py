"""google-genai (PyPI), unmodified: what it offers for tuned models of the Gemini API. Another training runs and one waits. Prints one line per call that went well."""
import os

from google import genai
from google.genai import types

BASE = "models/pitchpipe-demo"
READY = os.environ["PITCHPIPE_READY"]
WAITS = os.environ["PITCHPIPE_WAITS"]
client = genai.Client(api_key=os.environ["PITCHPIPE_KEY"], http_options={"base_url": os.environ["PITCHPIPE_URL"]})


def said(what, value=""):
    print("ok", what, value, flush=True)


bases = [model.name for model in client.models.list(config={"query_base": True})]
assert BASE in bases, bases
said("models.list", len(bases))
assert client.models.get(model=BASE).name == BASE
said("models.get")
tuned = [model.name for model in client.models.list(config={"query_base": False, "page_size": 1})]
assert READY in tuned and WAITS in tuned, tuned
said("models.list of tuned models, by pages of one", len(tuned))
assert client.tunings.get(name=READY).state.name == "JOB_STATE_SUCCEEDED"
said("tunings.get")
assert client.tunings.get(name=WAITS).state.name == "JOB_STATE_RUNNING"
said("tunings.get of one that waits")

config = types.GenerateContentConfig(
    temperature=0,
    max_output_tokens=8,
    safety_settings=[types.SafetySetting(category="HARM_CATEGORY_HARASSMENT", threshold="BLOCK_NONE")],
)
answer = client.models.generate_content(model=READY, contents="5", config=config)
said("models.generate_content", repr(answer.text))
streamed = "".join(chunk.text or "" for chunk in client.models.generate_content_stream(model=READY, contents="5", config=config))
assert streamed == (answer.text or ""), (streamed, answer.text)
said("models.generate_content_stream", repr(streamed))
chat = client.chats.create(model=READY, config=types.GenerateContentConfig(system_instruction="Count.", temperature=0, max_output_tokens=8))
chat.send_message("5")
said("chats.send_message, a second turn with a system instruction", repr(chat.send_message("6").text))
assert client.models.count_tokens(model=BASE, contents="hello").total_tokens > 0
said("models.count_tokens")
updated = client.models.update(model=READY, config={"description": "by google-genai"})
said("models.update", updated.name)
