// Slices with JavaScript: the decoded text by UTF-16 code units, against the bytes.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";

const files = new Map();
let count = 0, wrong = 0;

function source({ brief, place }) {
  const key = `${brief.path}\n${brief.record}`;
  if (!files.has(key)) {
    let data = readFileSync(join(process.env.BASE, brief.path));
    let encoding = brief.encoding;
    if (place.space === "unpacked") data = gunzipSync(data);
    if (place.space === "record") {
      data = Buffer.from(JSON.parse(data.toString().split("\n")[brief.record - 1]).text);
      encoding = "utf-8";
    }
    const decode = (bytes) => new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    files.set(key, { data, decode, text: decode(data) });
  }
  return files.get(key);
}

function check(hit, place) {
  const { data, decode, text } = source(hit);
  count += 1;
  const [byBytes, byUnits] = [decode(data.subarray(...place.byte)), text.slice(...place.utf16)];
  if (byBytes !== byUnits) {
    wrong += 1;
    if (wrong <= 5) console.log("WRONG", hit.passage.id, JSON.stringify([byBytes, byUnits]));
  }
}

for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const hit = JSON.parse(line);
  check(hit, hit.place);
  for (const match of hit.matches) {
    if (match.place) check(hit, match.place);
    if (match.in_text && hit.passage.text.slice(...match.in_text.utf16) !== match.text) wrong += 1;
  }
}
console.log(`node: ${count} places, wrong: ${wrong}`);
process.exit(wrong || !count ? 1 : 0);
