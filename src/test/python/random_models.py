"""Writes small random checkpoints of the families that the engine reads, as transformers itself saves them: in shards, with the configuration it writes.

Usage: random_models.py FOLDER
"""

import sys
from pathlib import Path

import torch
from transformers import Gemma2Config, Gemma3TextConfig, GemmaConfig, LlamaConfig, MistralConfig, Qwen2Config, Qwen3Config
from transformers import AutoModelForCausalLM

SIZES = dict(
    vocab_size=260,
    hidden_size=64,
    intermediate_size=96,
    num_hidden_layers=3,
    num_attention_heads=4,
    num_key_value_heads=2,
    max_position_embeddings=256,
    bos_token_id=None,
    eos_token_id=None,
    pad_token_id=None,
)

WINDOWS = dict(
    head_dim=32,
    sliding_window=8,
    query_pre_attn_scalar=24,
    layer_types=["sliding_attention", "full_attention", "sliding_attention"],
)

FAMILIES = {
    "llama": LlamaConfig(**SIZES, head_dim=16, tie_word_embeddings=False),
    "mistral": MistralConfig(**SIZES, head_dim=16, sliding_window=None, tie_word_embeddings=False),
    "qwen2": Qwen2Config(**SIZES, tie_word_embeddings=True),
    # A head wider than its share of the width, as Qwen3 and Gemma have it.
    "qwen3": Qwen3Config(**SIZES, head_dim=32, tie_word_embeddings=True),
    "gemma": GemmaConfig(**{**SIZES, "num_key_value_heads": 1}, head_dim=32),
    # Windows shorter than the texts, and caps small enough to bend scores of random weights.
    "gemma2": Gemma2Config(**SIZES, **WINDOWS, attn_logit_softcapping=5.0, final_logit_softcapping=3.0),
    "gemma3": Gemma3TextConfig(
        **SIZES,
        **WINDOWS,
        rope_parameters={
            "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1e6},
            "sliding_attention": {"rope_type": "default", "rope_theta": 1e4},
        },
    ),
    "llama-linear": LlamaConfig(**SIZES, rope_parameters={"rope_type": "linear", "factor": 4.0, "rope_theta": 1e4}),
    "llama-llama3": LlamaConfig(
        **SIZES,
        rope_parameters={
            "rope_type": "llama3",
            "factor": 8.0,
            "low_freq_factor": 1.0,
            "high_freq_factor": 4.0,
            "original_max_position_embeddings": 32,
            "rope_theta": 1e4,
        },
    ),
    "qwen2-yarn": Qwen2Config(
        **SIZES, rope_parameters={"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 64, "rope_theta": 1e4}
    ),
}


def main():
    torch.manual_seed(21)
    for name, config in FAMILIES.items():
        model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
        with torch.no_grad():
            for parameter in model.parameters():
                # Norms begin as one, or as nothing; biases as nothing: a difference there would not be seen.
                spread = 0.1 if parameter.dim() == 1 else 0.15
                start = parameter if parameter.dim() == 1 else torch.zeros_like(parameter)
                parameter.copy_(start + torch.randn_like(parameter) * spread)
        folder = Path(sys.argv[1]) / name
        model.save_pretrained(folder, max_shard_size="100KB")
        (folder / "pitchpipe.json").write_text('{"tokenizer": "bytes", "displayName": "Random", "learningRateScale": 5}')


main()
