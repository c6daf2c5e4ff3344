"""Slices with Python: bytes, and the decoded text by characters."""
import gzip, json, os, re, sys
from collections import Counter

BASE = os.environ["BASE"]
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
files, done, wrong = {}, Counter(), []


def source(hit):
    """The bytes and the encoding that the places of a hit count in."""
    brief, space = hit["brief"], hit["place"]["space"]
    key = (brief["path"], brief["record"])
    if key not in files:
        data = open(os.path.join(BASE, brief["path"]), "rb").read()
        if space == "record":
            line = data.split(b"\n")[brief["record"] - 1]
            files[key] = (json.loads(line)["text"].encode(), "utf-8")
        else:
            files[key] = (gzip.decompress(data) if space == "unpacked" else data, brief["encoding"])
    return files[key]


def plain(text):
    """A slice of plain text as the clean text has it."""
    for sign in INVISIBLE:
        text = text.replace(sign, "")
    return re.sub(r"[\s\u0085]+", " ", text).strip()


def same(cut, clean, markup):
    if markup:
        letters = iter(character for character in cut if character.isalnum())
        return all(character in letters for character in clean if character.isalnum())
    joined = re.sub(r"(?<=\w)[-\u2010]\s*[\r\n]\s*", "", cut)
    kept = re.sub(r"(?<=\w)([-\u2010])\s*[\r\n]\s*", r"\1", cut)
    clean = plain(clean)
    bullets = lambda text: re.sub(r"(?:^|(?<=\s))[-*•–·▪◦‣]\s+", "", text)
    if clean in {plain(form) for form in (cut, joined, kept)} | {bullets(plain(form)) for form in (cut, joined, kept)}:
        return True
    # several line ends, each its own way
    squeeze = lambda text: re.sub(r"[\s\-\u2010*•–·▪◦‣=_]", "", plain(text))
    return squeeze(cut) == squeeze(clean)


def check(hit, place, text, what):
    data, encoding = source(hit)
    by_byte = data[slice(*place["byte"])].decode(encoding, "replace")
    by_char = data.decode(encoding, "replace")[slice(*place["char"])]
    done[what] += 1
    if by_byte != by_char or not same(by_char, text, hit["brief"]["media_type"] == "text/markdown"):
        wrong.append((hit["passage"]["id"], what, text, by_byte, by_char))


for line in open(sys.argv[1], encoding="utf-8"):
    hit = json.loads(line)
    check(hit, hit["place"], hit["passage"]["text"], "passage")
    text = hit["passage"]["text"]
    for match in hit["matches"]:
        if match["place"]:
            check(hit, match["place"], match["text"], "match")
        if match["in_text"]:
            units = match["in_text"]
            assert text.encode()[slice(*units["byte"])].decode() == match["text"] == text[slice(*units["char"])], match
    assert "".join(piece["text"] for piece in hit["snippet"]) in text, hit["passage"]["id"]
for fault in wrong[:5]:
    print("WRONG", *map(repr, fault), sep="\n  ")
print("python3:", dict(done), f"wrong: {len(wrong)}")
sys.exit(bool(wrong) or not done)
