//! How a stem is made from a form: what is cut, what is put there.

/// One way from a form to its stem. Applied in this order: the `ge` or `zu` is cut out, an ending goes, an umlaut goes, letters come.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Rule {
    pub cut_mark: bool,
    /// How many bytes go at the end.
    pub strip: usize,
    /// Whether the last umlaut loses its dots: `vertraeg` → `vertrag`.
    pub plain: bool,
    pub add: String,
}

impl Rule {
    /// Writes the stem of `form` behind `out`; `mark` is where its `ge` or `zu` stands. `None`, and nothing written, where the rule
    /// does not fit the form.
    pub(crate) fn apply(&self, form: &str, mark: Option<usize>, out: &mut String) -> Option<()> {
        let end = form.len().checked_sub(self.strip)?;
        let start = out.len();
        let cut = mark.filter(|_| self.cut_mark);
        match cut {
            Some(at) => {
                let (before, behind) = (form.get(..at)?, form.get(at + 2..end)?);
                out.push_str(before);
                out.push_str(behind);
            }
            None if self.cut_mark => return None,
            None => out.push_str(form.get(..end)?),
        }
        if self.plain {
            let made = out.as_bytes().get(start..)?;
            let umlaut = made.windows(2).rposition(|pair| matches!(pair, b"ae" | b"oe" | b"ue"));
            match umlaut {
                Some(at) => {
                    out.remove(start + at + 1);
                }
                None => {
                    out.truncate(start);
                    return None;
                }
            }
        }
        out.push_str(&self.add);
        if out.len() == start { None } else { Some(()) }
    }
}
