"""google-generativeai (PyPI), unmodified, over its REST transport: one whole life of a tuned model. Prints one line per call that went well."""
import os
import time

import google.generativeai as genai
from google.generativeai.types.permission_types import to_role

BASE = "models/pitchpipe-demo"
PAIRS = [{"text_input": str(n), "output": str(n + 1)} for n in range(1, 21)]
EMAIL = os.environ["PITCHPIPE_OTHER_EMAIL"]

genai.configure(
    api_key=os.environ["PITCHPIPE_KEY"],
    transport="rest",
    client_options={"api_endpoint": os.environ["PITCHPIPE_URL"]},
)


def said(what, value=""):
    print("ok", what, value, flush=True)


models = [model.name for model in genai.list_models() if "createTunedModel" in model.supported_generation_methods]
assert BASE in models, models
said("models.list", len(models))
assert genai.get_base_model(BASE).name == BASE
said("models.get")

operation = genai.create_tuned_model(
    source_model=BASE, training_data=PAIRS, id="legacy-python", display_name="legacy python", epoch_count=2, batch_size=4
)
said("tunedModels.create", operation.name)
model = operation.result(timeout=120)
assert model.state.name == "ACTIVE", model.state
said("operations.get, polled to the end", len(model.tuning_task.snapshots))
assert genai.get_tuned_model(model.name).tuning_task.hyperparameters.batch_size == 4
said("tunedModels.get")
assert model.name in [one.name for one in genai.list_tuned_models(page_size=1)]
said("tunedModels.list, by pages of one")

genai.update_tuned_model(model.name, {"display_name": "renamed", "description": "by the legacy client"})
assert genai.get_tuned_model(model.name).display_name == "renamed"
said("tunedModels.patch")

prompt = genai.GenerativeModel(model.name)
config = {"temperature": 0, "max_output_tokens": 8}
answer = prompt.generate_content("5", generation_config=config)
said("tunedModels.generateContent", repr(answer.text))
streamed = "".join(chunk.text for chunk in prompt.generate_content("5", generation_config=config, stream=True) if chunk.parts)
assert streamed == answer.text, (streamed, answer.text)
said("tunedModels.streamGenerateContent", repr(streamed))
assert genai.GenerativeModel(BASE).count_tokens("hello").total_tokens > 0
said("models.countTokens")

granted = model.permissions.create(role="READER", grantee_type="USER", email_address=EMAIL)
said("permissions.create", granted.name)
everyone = model.permissions.create(role="READER", grantee_type="EVERYONE")
assert everyone.name.endswith("/everyone")
granted.update({"role": "WRITER"})
said("permissions.patch")
assert to_role(model.permissions.get(granted.name).role).name == "WRITER"
said("permissions.get")
assert len(list(model.permissions.list(page_size=2))) == 3
said("permissions.list, by pages of two")
everyone.delete()
assert len(list(model.permissions.list())) == 2
said("permissions.delete")

slow = genai.create_tuned_model(source_model=BASE, training_data=PAIRS, id="legacy-cancelled", epoch_count=500, batch_size=1)
slow.cancel()
for _ in range(120):
    if slow.done():
        break
    time.sleep(0.5)
assert slow.cancelled() or slow.exception() is not None
said("operations.cancel", type(slow.exception()).__name__)
genai.delete_tuned_model("tunedModels/legacy-cancelled")
said("tunedModels.delete")

model.permissions.transfer_ownership(EMAIL)
try:
    genai.delete_tuned_model(model.name)
    raise AssertionError("a writer must not delete")
except Exception as refused:
    assert "permission" in str(refused), refused
said("tunedModels.transferOwnership; what is given away is refused to be deleted")
