#!/usr/bin/env python3
"""Builds src/test/resources/datasets/product-reviews.csv: sentences from product reviews and how they feel.

Source: the sdist of vaderSentiment 3.3.2 on PyPI (MIT licence, C.J. Hutto), which carries the ground truth of
"VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text" (ICWSM 2014): sentences of product
reviews, each rated by twenty people from -4 to 4. A sentence here is "positive" or "negative" where their mean is beyond
1.2, "neutral" where it is within 0.25; what lies between is left out, because people do not agree on it either.

    pip download --no-deps --no-binary :all: vaderSentiment==3.3.2
    python3 src/test/python/review_dataset.py vaderSentiment-3.3.2.tar.gz > src/test/resources/datasets/product-reviews.csv
"""
import csv
import html
import io
import random
import re
import sys
import tarfile

PER_LABEL = 150
SEED = 2014


def rated(sdist):
    with tarfile.open(sdist) as outer:
        inner = outer.extractfile("vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz")
        with tarfile.open(fileobj=inner) as resources:
            text = resources.extractfile("hutto_ICWSM_2014/amazonReviewSnippets_GroundTruth.txt").read().decode("utf-8")
    for line in text.splitlines():
        _, rating, sentence = line.split("\t", 2)
        yield float(rating), re.sub(r"\s+", " ", sentence).strip()


def label(rating):
    if rating >= 1.2:
        return "positive"
    if rating <= -1.2:
        return "negative"
    return "neutral" if abs(rating) <= 0.25 else None


def usable(sentence):
    plain = sentence.isascii() and sentence.isprintable() and '"' not in sentence
    return plain and 20 <= len(sentence) <= 120 and len(sentence.split()) >= 4 and sentence[0] not in "=+-@"


def main():
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    rows = {"positive": [], "negative": [], "neutral": []}
    seen = set()
    for rating, sentence in rated(sys.argv[1]):
        feeling = label(rating)
        if feeling and usable(sentence) and sentence.lower() not in seen:
            seen.add(sentence.lower())
            rows[feeling].append(sentence)
    chosen = random.Random(SEED)
    picked = [(s, l) for l, all_of in rows.items() for s in chosen.sample(all_of, min(PER_LABEL, len(all_of)))]
    chosen.shuffle(picked)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["review", "sentiment"])
    # The source was escaped for the web, in places twice.
    out.writerows((html.unescape(html.unescape(sentence)), feeling) for sentence, feeling in picked)


main()
