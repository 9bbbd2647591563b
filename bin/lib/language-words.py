"""Makes src/main/resources/io/pitchpipe/portal/dataset/internal/language-words.txt, the words by which the data doctor tells languages.

Usage: python3 bin/lib/language-words.py MODELS > language-words.txt
MODELS is the folder langidentify/models/lite of the Python package langidentify 1.0.2 (Apache-2.0), which counted words in Wikipedia.
"""

import collections
import gzip
import pathlib
import sys

LANGUAGES = (
    "af ar be bg bs ca cs da de en es et eu fa fi fr hr hu id is it lt lv mk ms nl nn no pl pt ro ru sk sl sq sr sv tl tr uk ur vi"
).split()
# Too like each other to be told apart in a sentence: they count as one.
SAME = {"nn": "no", "bs": "hr", "ms": "id"}
MOST = 2000
# The natural logarithm of a word's share of all words; what is rarer tells too little for its room.
RAREST = -11.0

HEAD = """\
# The most frequent words of languages, from the Python package langidentify 1.0.2 by Jeremy Lilley, licensed under the Apache License,
# Version 2.0, which counted them in Wikipedia; cut to at most %d of each language by bin/lib/language-words.py.
# A line with a tag starts a language; in front of words stands ten times ln(share of all words) + %d."""


def words(folder, file):
    with gzip.open(folder / f"topwords-{file}.txt.gz", "rt", encoding="utf-8") as lines:
        found = (line.split() for line in lines if not line.startswith("#"))
        frequent = ((word, float(share)) for word, share in found if float(share) > RAREST)
        return [pair for _, pair in zip(range(MOST), frequent)]


def main(folder):
    weights = collections.defaultdict(dict)
    for file in LANGUAGES:
        of = weights[SAME.get(file, file)]
        for word, share in words(folder, file):
            of[word] = max(of.get(word, 0), round(10 * (share - RAREST)))
    print(HEAD % (MOST, -RAREST))
    for language, of in sorted(weights.items()):
        print("=" + language)
        by_weight = collections.defaultdict(list)
        for word, weight in of.items():
            by_weight[weight].append(word)
        for weight in sorted(by_weight, reverse=True):
            if weight > 0:
                print(weight, *sorted(by_weight[weight]))


main(pathlib.Path(sys.argv[1]))
