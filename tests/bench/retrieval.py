#!/usr/bin/env python3
"""Ranks the queries of retrieval sets with the real program and scores the runs.

  retrieval.py EVAL_DIR WORK_DIR [SET ...]     FUNDSTELLE names the program (default target/release/fundstelle)

A set is a folder with queries.jsonl (and maybe queries_label.jsonl) and passages.jsonl + qrels.tsv, whose texts are ranked as they are, or
briefs.jsonl + spans.tsv, which are cut into passages here (PASSAGE_WORDS, default 150) and scored as spans. EVAL_DIR/score.py scores. Prints one
line a run: set, what was scored, the figures. Standard library only.
"""
import json, os, subprocess, sys
from pathlib import Path

PROGRAM = os.environ.get("FUNDSTELLE", "target/release/fundstelle")
PASSAGE_WORDS = os.environ.get("PASSAGE_WORDS", "150")
MORE = os.environ.get("QUERY_OPTIONS", "").split()


def run(*words, **options):
    done = subprocess.run([PROGRAM, *map(str, words)], **options)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, words))}: status {done.returncode}")
    return done


def index(texts, folder, words):
    if not (folder / "fundstelle.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run("index", texts, "--index", folder, "--passage-words", words, stdout=subprocess.DEVNULL)


def batch(queries, group_key, to):
    with open(queries, encoding="utf-8") as lines, open(to, "w", encoding="utf-8") as out:
        for line in lines:
            query = json.loads(line)
            asked = {"id": query["id"], "text": query["text"], "plain": True}
            if query.get("group"):
                asked["filter"] = {group_key: query["group"]}
            out.write(json.dumps(asked, ensure_ascii=False) + "\n")


def passage_run(folder, asked, to, unit):
    with open(to, "w", encoding="utf-8") as out:
        done = run("query", "--index", folder, "--batch", asked, "--format", "trec", "--limit", 100, "--unit", unit, *MORE,
                   stdout=subprocess.PIPE)
        for line in done.stdout.decode().splitlines():
            query, q0, name, rank, score, tag = line.split()
            own = name.split("#", 1)[1]
            # scores of one value are ordered by id here and the other way round there
            out.write(f"{query} {q0} {own} {rank} {1000 - int(rank)} {tag}\n")


def span_run(folder, asked, to):
    with open(to, "w", encoding="utf-8") as out:
        done = run("query", "--index", folder, "--batch", asked, "--format", "json", "--limit", 20, *MORE, stdout=subprocess.PIPE)
        for line in done.stdout.splitlines():
            hit = json.loads(line)
            start, end = hit["place"]["byte"]
            words = len(hit["passage"]["text"].split())
            own = hit["brief"]["id"].split("#", 1)[1]
            out.write(f"{hit['query']['id']}\t{own}\t{hit['rank']}\t{start}\t{end}\t{words}\n")


def score(eval_dir, name, what, run_file, gold, queries, *options):
    words = [sys.executable, eval_dir / "score.py", "--json", "--only", queries, *options, run_file, gold]
    figures = json.loads(subprocess.run(list(map(str, words)), stdout=subprocess.PIPE, check=True).stdout)
    shown = (f"{key}={value:.4f}" if isinstance(value, float) else f"{key}={value}" for key, value in figures.items())
    print(name, what, *shown, sep="\t", flush=True)


def main(eval_dir, work_dir, *names):
    eval_dir, work_dir = Path(eval_dir), Path(work_dir)
    for name in names or sorted(path.parent.name for path in eval_dir.glob("*/queries.jsonl")):
        folder, work = eval_dir / name, work_dir / name
        work.mkdir(parents=True, exist_ok=True)
        for label in ("", "_label"):
            queries = folder / f"queries{label}.jsonl"
            if not queries.exists():
                continue
            gold = lambda kind: next((path for path in (folder / f"{kind}{label}.tsv", folder / f"{kind}.tsv") if path.exists()), None)
            asked = work / f"asked{label}.jsonl"
            if (folder / "passages.jsonl").exists() and gold("qrels"):
                index(folder / "passages.jsonl", work / "passages.index", 0)
                batch(queries, "brief", asked)
                passage_run(work / "passages.index", asked, work / f"run{label}.trec", "brief")
                score(eval_dir, name, f"passages{label}", work / f"run{label}.trec", gold("qrels"), queries)
            if (folder / "briefs.jsonl").exists() and gold("spans"):
                index(folder / "briefs.jsonl", work / "briefs.index", PASSAGE_WORDS)
                batch(queries, "id", asked)
                span_run(work / "briefs.index", asked, work / f"spans{label}.tsv")
                score(eval_dir, name, f"spans{label}", work / f"spans{label}.tsv", gold("spans"), queries, "--spans")
                if gold("qrels") and not (folder / "passages.jsonl").exists():
                    passage_run(work / "briefs.index", asked, work / f"run{label}.trec", "brief")
                    score(eval_dir, name, f"briefs{label}", work / f"run{label}.trec", gold("qrels"), queries)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
