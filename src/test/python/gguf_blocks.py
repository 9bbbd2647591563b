"""Random blocks of every quantised format that the gguf package decodes, and what it makes of them.

Usage: gguf_blocks.py FILE.json SEED BLOCKS
       src/test/resources/gguf/blocks.json is of seed 3 and 2 blocks.
"""

import base64
import json
import sys

import gguf
import numpy

# NVFP4 has a second scale in a tensor of its own, which the engine does not look for.
LEFT_OUT = {"NVFP4"}


def finite_blocks(random, kind, count):
    """Random bytes; those whose scales come out as no number, or absurdly large, are drawn again."""
    weights, size = gguf.GGML_QUANT_SIZES[kind]
    blocks = []
    while len(blocks) < count:
        block = random.integers(0, 256, (1, size), dtype=numpy.uint8)
        with numpy.errstate(all="ignore"):
            floats = gguf.quants.dequantize(block, kind)
        if numpy.isfinite(floats).all() and abs(floats).max() < 1e30:
            blocks.append(block)
    return numpy.concatenate(blocks)


def encoded(array):
    return base64.b64encode(array.tobytes()).decode()


def main():
    random = numpy.random.default_rng(int(sys.argv[2]))
    answer = {}
    for kind in gguf.quants._type_traits:
        if kind.name not in LEFT_OUT:
            blocks = finite_blocks(random, kind, int(sys.argv[3]))
            floats = gguf.quants.dequantize(blocks, kind).astype("<f4")
            answer[kind.name] = {"blocks": encoded(blocks), "floats": encoded(floats)}
    with open(sys.argv[1], "w") as file:
        json.dump(answer, file, indent=1)
        file.write("\n")


main()
