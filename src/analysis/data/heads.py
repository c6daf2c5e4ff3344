#!/usr/bin/env python3
"""Makes heads.txt: forms that many German words end in as compounds end in their last member, one a line, sorted by bytes.

  heads.py LEXICON_DIR > heads.txt

LEXICON_DIR holds wordlist.txt (word forms, nouns with a capital; enz/german-wordlist, CC0 1.0). A form is a head when at least LEAST words are
another word of the list (with or without a linking s) and the form behind it. Stands in until the decompounder cuts.
"""
import collections, sys
from pathlib import Path

LEAST = 4


def main(folder):
    words = Path(folder, "wordlist.txt").read_text(encoding="utf-8").split()
    nouns = {word.lower() for word in words if word[:1].isupper() and len(word) >= 4}
    adjectives = {word for word in words if len(word) >= 6 and word[0].islower()
                  and any(word.endswith(end + more) for end in ("isch", "lich", "ig") for more in ("", "e", "em", "en", "er", "es"))}
    nominal = nouns | {"tag", "weg", "rat", "amt"}
    fronts = nouns | {"see", "tag", "weg", "öl"}
    seen = collections.Counter()
    for word in words:
        ends = nominal if word[:1].isupper() else adjectives
        word = word.lower()
        for cut in range(2, len(word) - 2):
            front, head = word[:cut], word[cut:]
            if head in ends and (front in fronts or front.endswith("s") and front[:-1] in fronts):
                seen[head] += 1
    print("\n".join(sorted(head for head, count in seen.items() if count >= LEAST)))


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 2 else sys.exit(__doc__)
