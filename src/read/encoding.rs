//! Bytes → characters, the way the WHATWG encoding standard decodes, with every fault on record.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::place::{Source, Width};

/// How many bytes decide whether a text without a mark is UTF-16.
const HEAD: usize = 64 * 1024;

/// A decoded text and how its characters lie in the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, a byte order mark included.
    pub text: String,
    pub width: Width,
    /// Offsets in `text` of the U+FFFD that stand for undecodable bytes, and how many bytes each stands for.
    pub odd: Vec<(usize, usize)>,
    /// The WHATWG name, in lower case.
    pub encoding: &'static str,
    /// How many parts could not be decoded.
    pub replaced: usize,
}

impl Decoded {
    /// The text as readers want it.
    #[must_use]
    pub fn source(&self) -> Source<'_> {
        Source { text: &self.text, width: self.width, odd: self.odd.clone() }
    }

    /// What the reader should say about undecodable parts.
    #[must_use]
    pub fn warning(&self) -> Option<String> {
        let parts = if self.replaced == 1 { "1 part is".to_owned() } else { format!("{} parts are", self.replaced) };
        (self.replaced > 0).then(|| format!("{parts} not {} and shown as U+FFFD", self.encoding))
    }
}

/// Decodes a text. A byte order mark decides; else it is UTF-8 if it is valid or nearly so; else the encoding is detected.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return decode_utf8(bytes),
        [0xFF, 0xFE, ..] => return decode_utf16(bytes, u16::from_le_bytes, "utf-16le"),
        [0xFE, 0xFF, ..] => return decode_utf16(bytes, u16::from_be_bytes, "utf-16be"),
        _ => {}
    }
    if is_mostly_utf8(bytes) {
        return decode_utf8(bytes);
    }
    match utf16_without_mark(bytes) {
        Some(ByteOrder::Little) => decode_utf16(bytes, u16::from_le_bytes, "utf-16le"),
        Some(ByteOrder::Big) => decode_utf16(bytes, u16::from_be_bytes, "utf-16be"),
        None => decode_single(bytes),
    }
}

/// Which byte of a UTF-16 unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByteOrder {
    Little,
    Big,
}

/// Tells UTF-16 without a mark by its zeros: in a European text nearly every unit has a zero as its high byte, none as its low one.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<ByteOrder> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (mut first, mut second, mut units) = (0, 0, 0);
    for unit in head.chunks_exact(2) {
        units += 1;
        first += usize::from(unit[0] == 0);
        second += usize::from(unit[1] == 0);
    }
    let (many, few) = (units / 2, units / 32);
    if units >= 4 && second > many && first <= few {
        return Some(ByteOrder::Little);
    }
    (units >= 4 && first > many && second <= few).then_some(ByteOrder::Big)
}

/// UTF-8 if it is valid; if at most one byte in a thousand is not; or if characters of several bytes, which other encodings hardly
/// ever produce by chance, outnumber the faults.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        // NUL is valid UTF-8, and every other byte of UTF-16 without umlauts
        return !bytes.contains(&0) || utf16_without_mark(bytes).is_none();
    }
    let (mut faults, mut faulty_bytes, mut wide) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        faults += usize::from(!chunk.invalid().is_empty());
        faulty_bytes += chunk.invalid().len();
    }
    faulty_bytes.saturating_mul(1000) <= bytes.len() || wide > faults
}

fn decode_utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut odd = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            odd.push((text.len(), chunk.invalid().len()));
            text.push('\u{FFFD}');
        }
    }
    let replaced = odd.len();
    Decoded { text, width: Width::Utf8, odd, encoding: "utf-8", replaced }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: &'static str) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut odd = Vec::new();
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match decoded {
            Ok(character) => text.push(character),
            Err(_) => push_odd(&mut text, &mut odd, 2),
        }
    }
    if !rest.is_empty() {
        // the standard reports a high surrogate and a lone byte at the end of the stream as one fault
        let behind_high = pairs.last().is_some_and(|&pair| (0xD800..0xDC00).contains(&unit(pair)));
        match odd.last_mut() {
            Some((_, length)) if behind_high => *length += 1,
            _ => push_odd(&mut text, &mut odd, 1),
        }
    }
    let replaced = odd.len();
    Decoded { text, width: Width::Utf16, odd, encoding, replaced }
}

fn decode_single(bytes: &[u8]) -> Decoded {
    let encoding = detect(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let odd: Vec<_> = text.match_indices('\u{FFFD}').map(|(at, _)| (at, 1)).collect();
    let replaced = odd.len();
    Decoded { text: text.into_owned(), width: Width::Single, odd, encoding: name(encoding), replaced }
}

/// The single-byte encoding that the text is most likely in.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"de"), Utf8Detection::Deny);
    if guess.is_single_byte() { guess } else { WINDOWS_1252 }
}

/// The name in lower case, as `TextDecoder.encoding` shows it.
fn name(encoding: &'static Encoding) -> &'static str {
    const NAMES: [&str; 27] = [
        "ibm866",
        "iso-8859-2",
        "iso-8859-3",
        "iso-8859-4",
        "iso-8859-5",
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-8-i",
        "iso-8859-10",
        "iso-8859-13",
        "iso-8859-14",
        "iso-8859-15",
        "iso-8859-16",
        "koi8-r",
        "koi8-u",
        "macintosh",
        "windows-874",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1256",
        "windows-1257",
        "windows-1258",
    ];
    NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(encoding.name())).unwrap_or(encoding.name())
}

fn push_odd(text: &mut String, odd: &mut Vec<(usize, usize)>, bytes: usize) {
    odd.push((text.len(), bytes));
    text.push('\u{FFFD}');
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Die Bundesregierung prüft die Förderung energetischer Gebäudesanierung in Straßenzügen.";

    fn windows_1252(text: &str) -> Vec<u8> {
        WINDOWS_1252.encode(text).0.into_owned()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_decides_and_stays_in_the_text() {
        let marked = format!("\u{FEFF}{GERMAN}");
        for (bytes, encoding, width) in [
            (marked.clone().into_bytes(), "utf-8", Width::Utf8),
            (utf16(&marked, u16::to_le_bytes), "utf-16le", Width::Utf16),
            (utf16(&marked, u16::to_be_bytes), "utf-16be", Width::Utf16),
        ] {
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.width), (marked.as_str(), encoding, width));
            assert_eq!(decoded.replaced, 0);
        }
    }

    #[test]
    fn utf16_without_a_mark_is_told_by_its_zeros() {
        assert_eq!(decode(&utf16(GERMAN, u16::to_le_bytes)).encoding, "utf-16le");
        assert_eq!(decode(&utf16(GERMAN, u16::to_be_bytes)).text, GERMAN);
        assert_eq!(decode(&utf16("Guten Tag", u16::to_le_bytes)).text, "Guten Tag");
    }

    #[test]
    fn short_german_texts_in_windows_1252_are_read_right() {
        for text in [
            "Größe",
            "für",
            "Maß",
            "Über „Sicherheit“ – und 5 € mehr",
            "Änderung der Öffnungszeiten",
            "Grüße aus Köln",
            "süß",
            "Müller",
            "» Frieden «",
            "§ 5",
            GERMAN,
        ] {
            let decoded = decode(&windows_1252(text));
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "windows-1252"));
        }
    }

    #[test]
    fn windows_1252_maps_its_five_gaps_to_control_characters() {
        let mut bytes = windows_1252("Größe ist für Länder möglich ");
        bytes.extend([0x81, 0x8D, 0x8F, 0x90, 0x9D]);
        let decoded = decode(&bytes);
        assert!(decoded.text.ends_with("\u{81}\u{8D}\u{8F}\u{90}\u{9D}"));
        assert_eq!((decoded.encoding, decoded.replaced), ("windows-1252", 0));
    }

    #[test]
    fn few_faults_leave_a_text_utf8() {
        let mut bytes = "a".repeat(3000).into_bytes();
        bytes.extend(b"\xE2\x82 \xFF");
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "utf-8");
        assert_eq!(decoded.odd, [(3000, 2), (3004, 1)]);
        assert_eq!(decoded.warning().as_deref(), Some("2 parts are not utf-8 and shown as U+FFFD"));
    }

    #[test]
    fn many_valid_umlauts_outweigh_a_few_faults_in_a_short_text() {
        let mut bytes = GERMAN.as_bytes().to_vec();
        bytes.extend(b"\n\xFF\xFE\xC3\x28\n");
        assert_eq!(decode(&bytes).encoding, "utf-8");
        assert!(decode(&bytes).text.contains("Förderung"));
    }

    #[test]
    fn faults_in_utf16_are_counted_as_the_standard_does() {
        for bytes in [
            &b"\xFF\xFEa\0\x00\xD8b\0\x00\xDCc"[..],
            b"\xFF\xFEa\0\x00\xD8c",
            b"\xFF\xFE\x00\xD8\x00\xD8\x00\xDC",
            b"\xFF\xFEa",
            b"\xFF\xFE\x00\xDC\x00",
        ] {
            let decoded = decode(bytes);
            let (expected, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(bytes);
            assert_eq!(decoded.text, expected, "{bytes:x?}");
            let odd: usize = decoded.odd.iter().map(|odd| odd.1).sum();
            let good: usize = decoded.text.chars().filter(|&c| c != '\u{FFFD}').map(|c| 2 * c.len_utf16()).sum();
            assert_eq!(odd + good, bytes.len(), "{bytes:x?}");
        }
    }

    #[test]
    fn no_bytes_are_an_empty_utf8_text() {
        assert_eq!(decode(b"").encoding, "utf-8");
    }
}
