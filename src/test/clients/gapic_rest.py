"""google-ai-generativelanguage (PyPI), the generated client, unmodified, over REST. Another training runs and one waits. Prints one line per call that went well."""
import os

from google.ai import generativelanguage_v1beta as v1beta
from google.api_core.client_options import ClientOptions

BASE = "models/pitchpipe-demo"
READY = os.environ["PITCHPIPE_READY"]
WAITS = os.environ["PITCHPIPE_WAITS"]
options = ClientOptions(api_endpoint=os.environ["PITCHPIPE_URL"], api_key=os.environ["PITCHPIPE_KEY"])


def said(what, value=""):
    print("ok", what, value, flush=True)


models = v1beta.ModelServiceClient(transport="rest", client_options=options)
assert BASE in [model.name for model in models.list_models()]
said("ListModels")
assert models.get_model(name=BASE).name == BASE
said("GetModel")
tuned = [model.name for model in models.list_tuned_models(request={"page_size": 1, "filter": "owner:me"})]
assert READY in tuned and WAITS in tuned, tuned
said("ListTunedModels, by pages of one", len(tuned))
assert models.get_tuned_model(name=WAITS).state.name == "CREATING"
said("GetTunedModel of one that waits")
operation = models.transport.operations_client.get_operation(os.environ["PITCHPIPE_WAITS_OPERATION"])
assert not operation.done
said("GetOperation of one that waits")

examples = [v1beta.TuningExample(text_input=str(n), output=str(n + 1)) for n in range(1, 21)]
created = models.create_tuned_model(
    tuned_model_id="gapic-rest",
    tuned_model=v1beta.TunedModel(
        base_model=BASE,
        tuning_task=v1beta.TuningTask(
            hyperparameters=v1beta.Hyperparameters(epoch_count=1, batch_size=4),
            training_data=v1beta.Dataset(examples=v1beta.TuningExamples(examples=examples)),
        ),
    ),
)
said("CreateTunedModel", created.metadata.tuned_model)
assert not created.done()
said("its operation, polled while it waits behind the two")
models.update_tuned_model(
    tuned_model=v1beta.TunedModel(name="tunedModels/gapic-rest", display_name="renamed"), update_mask="displayName"
)
said("UpdateTunedModel")
permissions = v1beta.PermissionServiceClient(transport="rest", client_options=options)
granted = permissions.create_permission(
    parent=READY, permission=v1beta.Permission(grantee_type="USER", email_address="gapic@example.com", role="READER")
)
said("CreatePermission", granted.name)
assert len(list(permissions.list_permissions(request={"parent": READY, "page_size": 1}))) == 2
said("ListPermissions")
permissions.delete_permission(name=granted.name)
said("DeletePermission")

prompts = v1beta.GenerativeServiceClient(transport="rest", client_options=options)
request = v1beta.GenerateContentRequest(
    model=READY,
    contents=[v1beta.Content(role="user", parts=[v1beta.Part(text="5")])],
    safety_settings=[v1beta.SafetySetting(category="HARM_CATEGORY_HARASSMENT", threshold="BLOCK_NONE")],
    generation_config=v1beta.GenerationConfig(temperature=0, max_output_tokens=8),
)
answer = prompts.generate_content(request)
assert answer.candidates
said("GenerateContent")
assert list(prompts.stream_generate_content(request))
said("StreamGenerateContent")
request.model = BASE
assert prompts.count_tokens(v1beta.CountTokensRequest(model=BASE, contents=request.contents)).total_tokens > 0
said("CountTokens")
models.delete_tuned_model(name="tunedModels/gapic-rest")
said("DeleteTunedModel")
