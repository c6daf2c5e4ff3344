//! Words whose stems would meet though they are not one word: `Maß` and `Masse`, `Rat` and `Rate`.

use std::collections::{BTreeMap, HashMap};

use crate::lexicon::{Lexicon, folded, spelled};
use crate::paradigm::{Grade, Paradigm};

/// Gives all but one family of words with the same stem a stem of their own. Words with a form in common are one family: `die
/// Arbeiten`, `wir arbeiten`.
pub(crate) fn keep_apart(paradigms: &mut [Paradigm], lexicon: &Lexicon) {
    let mut by_stem: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, paradigm) in paradigms.iter().enumerate() {
        by_stem.entry(paradigm.stem.clone()).or_default().push(number);
    }
    for (stem, members) in by_stem.into_iter().filter(|(_, members)| members.len() > 1) {
        for family in families(&members, paradigms) {
            let lemmas: Vec<String> = family.iter().map(|member| folded(&paradigms[*member].lemma)).collect();
            let keeps = lemmas.contains(&stem);
            let others_keep =
                members.iter().any(|member| !family.contains(member) && folded(&paradigms[*member].lemma) == stem);
            if keeps || !others_keep {
                continue;
            }
            let usual = |member: &usize| lexicon.count(&paradigms[*member].lemma);
            let own = family.iter().max_by_key(|member| (usual(member), **member));
            if let Some(own) = own.map(|member| folded(&paradigms[*member].lemma)) {
                family.iter().for_each(|member| paradigms[*member].stem.clone_from(&own));
            }
        }
    }
}

/// Groups of members that share a usual form, directly or by way of others.
fn families(members: &[usize], paradigms: &[Paradigm]) -> Vec<Vec<usize>> {
    let mut owner: HashMap<String, usize> = HashMap::new();
    let mut group: Vec<usize> = (0..members.len()).collect();
    for (at, member) in members.iter().enumerate() {
        for form in paradigms[*member].forms.iter().filter(|form| form.grade == Grade::Usual) {
            let first = *owner.entry(spelled(&form.letters)).or_insert(at);
            let (old, new) = (group[at], group[first]);
            if old != new {
                group.iter_mut().filter(|number| **number == old).for_each(|number| *number = new);
            }
        }
    }
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        families.entry(group[at]).or_default().push(*member);
    }
    families.into_values().collect()
}
