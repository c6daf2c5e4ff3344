//! An averaged structured perceptron with a margin, in whole numbers.

use std::borrow::Cow;

use super::super::Weights;
use super::super::features::{BITS, Hashes, Segment};
use super::super::lattice::{Lattice, Scores};
use super::super::lexicon::Lexicon;
use super::hash;
use super::material::Example;

const EPOCHS: u32 = 7;
/// By how much the right cut must be better for each joint in which another differs.
const MARGIN: i32 = 12;

pub(super) struct Perceptron {
    weights: Vec<i32>,
    /// Each change times the step at which it was made, for the average.
    late: Vec<i64>,
    step: i64,
}

impl Perceptron {
    pub(super) fn learn(examples: &[Example], lexicon: &Lexicon, log: &mut dyn FnMut(String)) -> Weights {
        let mut learner = Self { weights: vec![0; 1 << BITS], late: vec![0; 1 << BITS], step: 1 };
        let mut lattice = Lattice::default();
        for epoch in 0..EPOCHS {
            let mut order: Vec<usize> = (0..examples.len()).collect();
            order.sort_by_key(|&at| {
                (hash(&examples[at].word) ^ epoch.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B)
            });
            let wrong = order.iter().filter(|&&at| learner.see(&examples[at], epoch, lexicon, &mut lattice)).count();
            log(format!("  epoch {epoch}: {wrong} changes"));
        }
        learner.average()
    }

    /// Learns from one example; whether it had to.
    fn see(&mut self, example: &Example, epoch: u32, lexicon: &Lexicon, lattice: &mut Lattice) -> bool {
        self.step += 1;
        // every third time in lower case, as in running text of careless hands
        let capitalised = example.capitalised && (hash(&example.word) >> 8).wrapping_add(epoch) % 4 != 0;
        lattice.read(&example.word, capitalised);
        let whole = lattice.whole(&example.word, lexicon);
        let mut target: Option<(i32, Vec<Segment>)> = None;
        for cut in &example.cuts {
            let segments =
                if cut.len() == 1 { Some(vec![whole]) } else { lattice.segments_of(&example.word, lexicon, cut) };
            let Some(segments) = segments else { continue };
            let score = self.path(&lattice.hashes, &segments);
            if target.as_ref().is_none_or(|(best, _)| score > *best) {
                target = Some((score, segments));
            }
        }
        let Some((score, segments)) = target else { return false };
        let joints: Vec<usize> = segments.iter().map(|segment| segment.end).filter(|&end| end < whole.end).collect();
        let augmented = Augmented { learner: self, joints: &joints };
        let mut rival = (augmented.segment(&lattice.hashes, &whole), vec![whole]);
        if let Some((score, path)) = lattice.best_cut(&example.word, lexicon, &augmented)
            && score > rival.0
        {
            rival = (score, path.to_vec());
        }
        let same = rival.1.len() == segments.len() && rival.1.iter().zip(&segments).all(|(a, b)| a.end == b.end);
        if same || rival.0 <= score {
            return false;
        }
        self.change(&lattice.hashes, &segments, example.weight);
        self.change(&lattice.hashes, &rival.1, -example.weight);
        true
    }

    fn path(&self, hashes: &Hashes, segments: &[Segment]) -> i32 {
        let joints = segments.iter().skip(1).map(|segment| self.joint(hashes, segment.start));
        joints.sum::<i32>() + segments.iter().map(|segment| self.segment(hashes, segment)).sum::<i32>()
    }

    fn change(&mut self, hashes: &Hashes, segments: &[Segment], by: i32) {
        let (weights, late, step) = (&mut self.weights, &mut self.late, self.step);
        let mut add = |feature: u32| {
            weights[feature as usize] += by;
            late[feature as usize] += i64::from(by) * step;
        };
        for segment in segments {
            hashes.of_segment(segment, &mut add);
            if segment.start > 0 {
                hashes.of_joint(segment.start, &mut add);
            }
        }
    }

    /// The mean of the weights over all steps, eight bits each.
    fn average(&self) -> Weights {
        let mean = |(weight, late): (&i32, &i64)| *weight as f64 - *late as f64 / self.step as f64;
        let means: Vec<f64> = self.weights.iter().zip(&self.late).map(mean).collect();
        let mut sizes: Vec<f64> = means.iter().map(|mean| mean.abs()).collect();
        sizes.sort_by(f64::total_cmp);
        let scale = 127.0 / sizes[sizes.len() - 40].max(1.0);
        let table: Vec<u8> =
            means.iter().map(|mean| ((mean * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect();
        Weights { table: Cow::Owned(table), bias: 0, unit: (f64::from(MARGIN) * scale).round() as i32 }
    }
}

impl Scores for Perceptron {
    fn segment(&self, hashes: &Hashes, segment: &Segment) -> i32 {
        let mut sum = 0;
        hashes.of_segment(segment, |feature| sum += self.weights[feature as usize]);
        sum
    }

    fn joint(&self, hashes: &Hashes, at: usize) -> i32 {
        let mut sum = 0;
        hashes.of_joint(at, |feature| sum += self.weights[feature as usize]);
        sum
    }
}

/// Scores that favour what is wrong, by the margin.
struct Augmented<'a> {
    learner: &'a Perceptron,
    joints: &'a [usize],
}

impl Scores for Augmented<'_> {
    fn segment(&self, hashes: &Hashes, segment: &Segment) -> i32 {
        let missed = self.joints.iter().filter(|&&joint| segment.start < joint && joint < segment.end).count();
        self.learner.segment(hashes, segment) + MARGIN * missed as i32
    }

    fn joint(&self, hashes: &Hashes, at: usize) -> i32 {
        self.learner.joint(hashes, at) + if self.joints.contains(&at) { 0 } else { MARGIN }
    }
}
