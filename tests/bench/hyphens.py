#!/usr/bin/env python3
"""Reads every broken line of the hyphens set with the real program and prints the rows of `score.py`.

  hyphens.py GOLD_DIR [WORK_DIR] [--list]     FUNDSTELLE names the program (default target/release/fundstelle)

GOLD_DIR holds breaks.tsv and score.py. Each item is a record of one JSON Lines file, its line end in it; what `fundstelle passages` makes of it is
the answer. The rows stand twice: over all items, and over the third that tuning leaves out (SHA-256 of the id, first byte, divisible by three).
`--list` names the wrong ones of the other two thirds. Standard library only.
"""
import json, os, subprocess, sys, tempfile
from pathlib import Path

from variants import left_out, rows, write_lines

PROGRAM = os.environ.get("FUNDSTELLE", "target/release/fundstelle")


def bare(text):
    """The text with its white space folded, without the bullet that the reader takes away."""
    return " ".join(text.split()).lstrip("-–*•· ")


def answers(items, work):
    """For each item what became of its line end; `other` where the text is not there as one passage."""
    texts = {name: f"{before} {left}\n{right} {after}".strip() for name, _, _, _, before, left, right, after, _ in items}
    write_lines(work / "texts.jsonl", ({"id": name, "text": text, "lang": "de"} for name, text in texts.items()))
    done = subprocess.run([PROGRAM, "passages", work / "texts.jsonl", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    clean = {}
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        name = record["brief"]["id"].split("#", 1)[1]
        pieces = [heading["text"] for heading in record["headings"]] + [record["passage"]["text"]]
        clean[name] = "\n".join([clean[name], *pieces] if name in clean else pieces)
    for name, _, _, _, before, left, right, after, _ in items:
        made = {"join": left[:-1] + right, "keep": left + right, "ellipsis": f"{left} {right}"}
        whole = {label: bare(f"{before} {word} {after}") for label, word in made.items()}
        text = bare(clean.get(name, ""))
        yield name, next((label for label, wanted in whole.items() if wanted == text), "other")


def score(gold_dir, gold, given, work, *options):
    write = lambda path, lines: path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    write(work / "gold.tsv", gold)
    write(work / "answers.tsv", ([item[0], given[item[0]]] for item in gold))
    subprocess.run([sys.executable, gold_dir / "score.py", work / "gold.tsv", work / "answers.tsv", *options], check=True)


def main(gold_dir, work=None, *options):
    gold_dir = Path(gold_dir)
    items = rows(gold_dir / "breaks.tsv")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(work or folder)
        work.mkdir(parents=True, exist_ok=True)
        given = dict(answers(items, work))
        for title, part in [("all", items), ("the third left out of tuning", [item for item in items if left_out(item[0])])]:
            print(f"== {title}", flush=True)
            score(gold_dir, part, given, work)
        if "--list" in options:
            print("== wrong in the two thirds for tuning", flush=True)
            score(gold_dir, [item for item in items if not left_out(item[0])], given, work, "--list", "1000")


if __name__ == "__main__":
    flags = [word for word in sys.argv[1:] if word.startswith("--")]
    plain = [word for word in sys.argv[1:] if not word.startswith("--")]
    if not plain:
        sys.exit(__doc__)
    main(plain[0], *(plain[1:2] or [None]), *flags)
