#!/usr/bin/env python3
"""Asks every probe of the variants set of the real program and prints the rows of `score.py`.

  variants.py GOLD_DIR [WORK_DIR] [--list]     FUNDSTELLE names the program (default target/release/fundstelle)

GOLD_DIR holds probes.tsv and score.py. Each text is indexed as a brief of its own; a single word is asked as it stands, several words as a phrase.
The rows stand twice: over all probes, and over the third that tuning leaves out (SHA-256 of the id, first byte, divisible by three). `--list` names
the probes of the other two thirds that are answered wrongly. Standard library only.
"""
import hashlib, json, os, subprocess, sys, tempfile
from pathlib import Path

PROGRAM = os.environ.get("FUNDSTELLE", "target/release/fundstelle")


def left_out(name):
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("# ")]


def write_lines(path, records):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def asked(query):
    return f'"{query}"' if len(query.split()) > 1 else query


def found(probes, work):
    """The ids of the probes whose text is found."""
    write_lines(work / "texts.jsonl", ({"id": name, "text": text, "lang": "de", "probe": name} for name, _, text, *_ in probes))
    write_lines(work / "asked.jsonl", ({"id": name, "text": asked(query), "filter": {"probe": name}, "limit": 1} for name, query, *_ in probes))
    index = work / "index"
    subprocess.run([PROGRAM, "index", work / "texts.jsonl", "--index", index], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    words = [PROGRAM, "query", "--index", index, "--batch", work / "asked.jsonl", "--lang", "de", "--format", "trec"]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"query: status {done.returncode}")
    return {line.split()[0] for line in done.stdout.decode().splitlines()}


def score(gold_dir, gold, answers, work, *options):
    write = lambda path, lines: path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    write(work / "gold.tsv", gold)
    write(work / "answers.tsv", ([name, "1" if name in answers else "0"] for name, *_ in gold))
    subprocess.run([sys.executable, gold_dir / "score.py", work / "gold.tsv", work / "answers.tsv", *options], check=True)


def main(gold_dir, work=None, *options):
    gold_dir = Path(gold_dir)
    probes = rows(gold_dir / "probes.tsv")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(work or folder)
        work.mkdir(parents=True, exist_ok=True)
        answers = found(probes, work)
        for title, part in [("all", probes), ("the third left out of tuning", [probe for probe in probes if left_out(probe[0])])]:
            print(f"== {title}", flush=True)
            score(gold_dir, part, answers, work)
        if "--list" in options:
            tuned = [probe for probe in probes if not left_out(probe[0])]
            print("== wrong in the two thirds for tuning", flush=True)
            score(gold_dir, tuned, answers, work, "--list", "1000")


if __name__ == "__main__":
    flags = [word for word in sys.argv[1:] if word.startswith("--")]
    plain = [word for word in sys.argv[1:] if not word.startswith("--")]
    if not plain:
        sys.exit(__doc__)
    main(plain[0], *(plain[1:2] or [None]), *flags)
