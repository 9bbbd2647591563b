"""What transformers and peft make of the same weights, data, order and first adapter: logits, chat texts, tokens, losses and speeds.

Usage: reference.py REQUEST.json ANSWER_FOLDER
       reference.py REQUEST.json --turns
The request is written by ParityRequest.java; the answer is answer.json and logits.safetensors. With --turns the model stays loaded, and each line of
standard input, the name of a workload of the request, is answered with a line of its figures: two programs can so be measured in turns.
"""

import json
import resource
import sys
import time
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer
from transformers.utils.chat_template_utils import render_jinja_template


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def load(request):
    extra = {"gguf_file": request["gguf"]} if request.get("gguf") else {}
    config = AutoConfig.from_pretrained(request["model"], **extra)
    # SDPA keeps no scores within bounds, and transformers refuses it for models that ask for that.
    attention = "eager" if getattr(config, "attn_logit_softcapping", None) else "sdpa"
    dtype = getattr(torch, request.get("dtype", "float32"))
    model = AutoModelForCausalLM.from_pretrained(request["model"], dtype=dtype, attn_implementation=attention, **extra)
    tokenizer = AutoTokenizer.from_pretrained(request["model"], **extra) if request.get("texts") or request.get("chats") else None
    return model.eval(), tokenizer


def adapted(model, request):
    config = LoraConfig(
        r=request["rank"], lora_alpha=request["alpha"], lora_dropout=0.0, bias="none", target_modules=[t.split(".")[-1] for t in request["targets"]]
    )
    return begin(get_peft_model(model, config), request)


def begin(model, request):
    """Gives the adapter its first weights, again."""
    first = load_file(request["adapter"])
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                key = name.replace("base_model.model.", "").replace(".default.weight", ".weight")
                parameter.copy_(first.pop(key))
    assert not first, f"left over: {list(first)[:3]}"
    return model


def batch_tensors(batch):
    longest = max(len(row) for row in batch["tokens"])
    pad = lambda row, value: row + [value] * (longest - len(row))
    tokens = torch.tensor([pad(row, 0) for row in batch["tokens"]])
    mask = torch.tensor([pad([1] * len(row), 0) for row in batch["tokens"]])
    labels = [
        [token if learned else -100 for token, learned in zip(row, flags)] for row, flags in zip(batch["tokens"], batch["learned"])
    ]
    return tokens, mask, torch.tensor([pad(row, -100) for row in labels])


def figures(tokens, start, cpu):
    return {"tokens": tokens, "seconds": time.perf_counter() - start, "cpuSeconds": cpu_seconds() - cpu}


def train(model, workload):
    """The usual loop: batches padded to their longest example, labels of -100 where nothing is learned."""
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=1.0)
    losses, tokens_seen = [], 0
    model.train()
    start, cpu = time.perf_counter(), cpu_seconds()
    for batch, rate in zip(workload["batches"], workload["rates"]):
        tokens, mask, labels = batch_tensors(batch)
        for group in optimiser.param_groups:
            group["lr"] = rate
        loss = model(input_ids=tokens, attention_mask=mask, labels=labels).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        losses.append(loss.item())
        tokens_seen += int(mask.sum())
    return losses, figures(tokens_seen, start, cpu)


@torch.no_grad()
def decode(model, workload):
    """Greedy, by hand: the prompt in one pass, with the scores of its last position only, then a token at a time. The first token is not counted as decoding."""
    model.eval()
    tokens = torch.tensor([workload["prompt"]])
    start, cpu = time.perf_counter(), cpu_seconds()
    out = model(input_ids=tokens, use_cache=True, logits_to_keep=1)
    tokens = out.logits[:, -1:].argmax(-1)
    first = figures(len(workload["prompt"]), start, cpu)
    start, cpu = time.perf_counter(), cpu_seconds()
    for _ in range(workload["tokens"]):
        out = model(input_ids=tokens, past_key_values=out.past_key_values, use_cache=True)
        tokens = out.logits[:, -1:].argmax(-1)
    return {"first": first, "rest": figures(workload["tokens"], start, cpu)}


def turns(model, request):
    model = adapted(model, request)
    for line in sys.stdin:
        workload = request["workloads"][line.strip()]
        if "batches" in workload:
            answer = train(begin(model, request), workload)[1]
        else:
            answer = decode(begin(model, request), workload)
        print("ANSWER " + json.dumps(answer), flush=True)


def parity(model, tokenizer, request, folder):
    folder.mkdir(parents=True, exist_ok=True)
    answer = {"torch": torch.__version__, "threads": torch.get_num_threads()}
    logits = {}
    with torch.no_grad():
        for i, prompt in enumerate(request.get("prompts", [])):
            logits[str(i)] = model(input_ids=torch.tensor([prompt])).logits[0].float().contiguous()
    if logits:
        save_file(logits, folder / "logits.safetensors")
    answer["texts"] = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in request.get("texts", [])]
    answer["chats"] = [
        tokenizer(tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True), add_special_tokens=False)["input_ids"]
        for chat in request.get("chats", [])
    ]
    if request.get("batches"):
        answer["losses"] = train(adapted(model, request), request)[0]
    (folder / "answer.json").write_text(json.dumps(answer))


def rendered(request, folder):
    """Chats as transformers renders them by a template, without a model."""
    marks = {"bos_token": request["bos"], "eos_token": request["eos"]}
    template = request["template"]
    chats = [render_jinja_template([chat], chat_template=template, add_generation_prompt=True, **marks)[0][0] for chat in request["chats"]]
    (folder / "answer.json").write_text(json.dumps({"chats": chats}))


def main():
    request = json.loads(Path(sys.argv[1]).read_text())
    if "template" in request:
        rendered(request, Path(sys.argv[2]))
        return
    torch.set_num_threads(request["threads"])
    model, tokenizer = load(request)
    if sys.argv[2] == "--turns":
        turns(model, request)
    else:
        parity(model, tokenizer, request, Path(sys.argv[2]))


if __name__ == "__main__":
    main()
