"""LiteLLM (PyPI), unmodified, with its gemini provider. Prints one line per call that went well."""
import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
import litellm

litellm.telemetry = False
MODEL = "gemini/" + os.environ["PITCHPIPE_READY"]
AT = {"api_base": os.environ["PITCHPIPE_URL"] + "/v1beta", "api_key": os.environ["PITCHPIPE_KEY"]}


def said(what, value=""):
    print("ok", what, value, flush=True)


answer = litellm.completion(model=MODEL, messages=[{"role": "user", "content": "5"}], temperature=0, max_tokens=8, **AT)
said("completion", repr(answer.choices[0].message.content))
streamed = litellm.completion(
    model=MODEL, messages=[{"role": "user", "content": "5"}], temperature=0, max_tokens=8, stream=True, **AT
)
said("completion, streamed", repr("".join(chunk.choices[0].delta.content or "" for chunk in streamed)))
chat = litellm.completion(
    model=MODEL,
    messages=[
        {"role": "system", "content": "Count."},
        {"role": "user", "content": "5"},
        {"role": "assistant", "content": "6"},
        {"role": "user", "content": "7"},
    ],
    max_tokens=8,
    **AT,
)
said("completion of a chat with a system message", repr(chat.choices[0].message.content))
