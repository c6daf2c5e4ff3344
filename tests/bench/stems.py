#!/usr/bin/env python3
"""Judges the German stems: `python3 tests/bench/stems.py GOLD/stems [--list N] [--stems PROGRAM]`.

GOLD/stems is the folder of the gold lists with their `score.py`. PROGRAM is the binary `stems` (`cargo build --features train --bin
stems`). Prints a row a list: all lemmas, then the third that was kept out of all tuning (by a hash of the lemma). `--list` shows
errors of the other two thirds only.
"""
import argparse, contextlib, importlib.util, io, os, subprocess, sys, tempfile, time, zlib

LISTS = ("balanced", "nouns", "unimorph")


def kept_out(lemma):
    return zlib.crc32(lemma.lower().encode()) % 3 == 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold")
    arguments.add_argument("--list", type=int, default=0)
    arguments.add_argument("--stems", default="target/debug/stems")
    options = arguments.parse_args()
    spec = importlib.util.spec_from_file_location("score", os.path.join(options.gold, "score.py"))
    score = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(score)
    lists = [os.path.join(options.gold, name + ".tsv") for name in (*LISTS, "verbs", "pairs", "classes")]
    words = score.words(lists)
    started = time.perf_counter()
    made = subprocess.run([options.stems, "print"], input="\n".join(words) + "\n", capture_output=True, text=True, check=True)
    print(f"{len(words)} words, {len(words) / (time.perf_counter() - started):,.0f} a second with start and output")
    with tempfile.TemporaryDirectory() as folder:
        predictions = os.path.join(folder, "stems.tsv")
        open(predictions, "w").write(made.stdout)
        for part in ("all", "kept out", "tuned"):
            print(f"## {part}")
            for path in lists:
                name = os.path.basename(path).removesuffix(".tsv")
                lines = [line for line in open(path) if line.startswith("#") or takes(part, name, line)]
                gold = os.path.join(folder, name)
                open(gold, "w").writelines(lines)
                show = options.list if part == "tuned" else 0
                print(f"# {name}")
                if name in LISTS:
                    score.paradigms(gold, predictions, show=show)
                elif name == "verbs":
                    score.verbs(gold, predictions, show)
                else:
                    score.pairs(gold, predictions, show)


def takes(part, name, line):
    cells = line.split("\t")
    lemma = cells[1] if name in LISTS else cells[0]
    return part == "all" or kept_out(lemma) == (part == "kept out")


if __name__ == "__main__":
    main()
