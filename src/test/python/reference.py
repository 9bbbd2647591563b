"""What transformers and peft make of the same weights, data, order and first adapter: logits, chat texts, tokens, losses and speeds.

Usage: reference.py REQUEST.json ANSWER_FOLDER
The request is written by ParityRequest.java; the answer is answer.json and logits.safetensors.
"""

import json
import resource
import sys
import time
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def load(request):
    extra = {"gguf_file": request["gguf"]} if request.get("gguf") else {}
    model = AutoModelForCausalLM.from_pretrained(request["model"], dtype=torch.float32, attn_implementation="sdpa", **extra)
    tokenizer = AutoTokenizer.from_pretrained(request["model"], **extra) if request.get("texts") or request.get("chats") else None
    return model.eval(), tokenizer


def adapted(model, request):
    config = LoraConfig(
        r=request["rank"], lora_alpha=request["alpha"], lora_dropout=0.0, bias="none", target_modules=[t.split(".")[-1] for t in request["targets"]]
    )
    model = get_peft_model(model, config)
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


def train(model, request, answer):
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=1.0)
    losses, tokens_seen = [], 0
    model.train()
    start, cpu = time.perf_counter(), cpu_seconds()
    for batch, rate in zip(request["batches"], request["rates"]):
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
    answer["losses"] = losses
    answer["train"] = {"tokens": tokens_seen, "seconds": time.perf_counter() - start, "cpuSeconds": cpu_seconds() - cpu}


@torch.no_grad()
def decode(model, request, answer):
    """Greedy, by hand: the prompt in one pass, then a token at a time."""
    model.eval()
    tokens = torch.tensor([request["decode"]["prompt"]])
    start, cpu = time.perf_counter(), cpu_seconds()
    out = model(input_ids=tokens, use_cache=True)
    for _ in range(request["decode"]["tokens"]):
        tokens = out.logits[:, -1:].argmax(-1)
        out = model(input_ids=tokens, past_key_values=out.past_key_values, use_cache=True)
    answer["decode"] = {"tokens": request["decode"]["tokens"], "seconds": time.perf_counter() - start, "cpuSeconds": cpu_seconds() - cpu}


def main():
    request = json.loads(Path(sys.argv[1]).read_text())
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(request["threads"])
    model, tokenizer = load(request)
    answer = {"torch": torch.__version__, "threads": torch.get_num_threads()}
    logits = {}
    with torch.no_grad():
        for i, prompt in enumerate(request.get("prompts", [])):
            logits[str(i)] = model(input_ids=torch.tensor([prompt])).logits[0].contiguous()
    if logits:
        save_file(logits, folder / "logits.safetensors")
    answer["texts"] = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in request.get("texts", [])]
    answer["chats"] = [
        tokenizer(tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True), add_special_tokens=False)["input_ids"]
        for chat in request.get("chats", [])
    ]
    if request.get("batches") or request.get("decode"):
        model = adapted(model, request)
    if request.get("batches"):
        train(model, request, answer)
    if request.get("decode"):
        decode(model, request, answer)
    (folder / "answer.json").write_text(json.dumps(answer))


if __name__ == "__main__":
    main()
