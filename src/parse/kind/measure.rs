//! One measure as counts: what each takes, and what its counts cannot be.

use crate::diagnostic::{Name, Span, suggest};
use crate::parse::field::{Map, Reading, Ref, Spot, Text, Written, record};
use crate::parse::kind::target::{ToDepartment, ToPersona, ToPillar};
use crate::parse::value::choices;

choices! {
    /// What is measured.
    MeasureName {
        /// Would you recommend us?
        Nps "nps",
        /// Are you satisfied?
        Csat "csat",
        /// Was it easy?
        Ces "ces",
        /// Who stayed?
        Retention "retention",
        /// Would you send a friend to us?
        ReferAFriend "refer-a-friend",
        /// Do you mean to stay and buy more?
        Loyalty "loyalty",
        /// Who complained about what?
        Complaints "complaints",
    }
}

record! {
    /// One measure, as counts.
    Measure<R> {
        /// What is measured.
        required measure: Option<Spot<MeasureName>>,
        /// What it is called on the page.
        optional label: Option<Text>,
        /// The group it is about, where it is only one.
        optional department: Option<Ref<R, ToDepartment>>,
        /// The number of boxes.
        optional scale: Option<Spot<u64>>,
        /// How many would certainly recommend us.
        optional promoters: Option<Spot<u64>>,
        /// How many might.
        optional passives: Option<Spot<u64>>,
        /// How many would not.
        optional detractors: Option<Spot<u64>>,
        /// How many ticked each box; for `nps` from 0 to 10, instead of the three counts above.
        optional counts: Map<Spot<u64>>,
        /// How many there were at the beginning.
        optional start: Option<Spot<u64>>,
        /// How many at the end.
        optional end: Option<Spot<u64>>,
        /// How many of those were new.
        optional new: Option<Spot<u64>>,
        /// How many said yes.
        optional yes: Option<Spot<u64>>,
        /// How many said no.
        optional no: Option<Spot<u64>>,
        /// Complaints by category.
        optional by: Vec<ComplaintGroup<R>>,
    }
}

record! {
    /// Complaints of one category.
    ComplaintGroup<R> {
        /// What they were about.
        required category: Option<Text>,
        /// How many came in.
        required received: Option<Spot<u64>>,
        /// How many were settled.
        optional closed: Option<Spot<u64>>,
        /// How many days half of them took at most.
        optional median_days: Option<Spot<f64>>,
        /// Who complained.
        optional persona: Option<Ref<R, ToPersona>>,
        /// Which pillar it was about.
        optional pillar: Option<Ref<R, ToPillar>>,
    }
}

/// The fewest and the most boxes of a scale: yes or no, and 0 to 10.
const SCALES: std::ops::RangeInclusive<u64> = 2..=11;

/// The highest answer of a recommendation, which is asked from 0.
const TEN: u64 = 10;

impl MeasureName {
    /// The counts that this measure takes.
    pub const fn takes(self) -> &'static [&'static str] {
        match self {
            Self::Nps => &["promoters", "passives", "detractors"],
            Self::Csat | Self::Ces | Self::Loyalty => &["scale", "counts"],
            Self::Retention => &["start", "end", "new"],
            Self::ReferAFriend => &["yes", "no"],
            Self::Complaints => &["by"],
        }
    }

    /// Whether it is asked with boxes to tick: then `counts` has how many ticked each.
    pub const fn has_boxes(self) -> bool {
        matches!(self, Self::Nps | Self::Csat | Self::Ces | Self::Loyalty)
    }
}

impl<R> Measure<R> {
    /// Whether it is called loyalty and counts who stayed: a mistake with a check of its own.
    pub fn is_stayed_as_loyalty(&self) -> bool {
        let loyalty = self.measure.is_some_and(|name| name.value == MeasureName::Loyalty);
        loyalty && self.counts.0.is_empty() && self.start.is_some() && self.end.is_some()
    }
}

impl Measure<Written> {
    /// Tells counts that this measure lacks, as far as `written` does not know the field (then it has been told), and
    /// counts that cannot be.
    pub fn complete(&self, written: impl Fn(&str) -> bool, reading: &mut Reading<'_>) {
        let Some(name) = &self.measure else { return };
        let by_box = name.value == MeasureName::Nps && written("counts");
        // Told as `retention-called-loyalty`: nothing is missing but the right name.
        let stayed = self.is_stayed_as_loyalty();
        let takes = name.takes();
        let missing: Vec<String> = takes
            .iter()
            .filter(|count| !by_box && !stayed && !written(count))
            .map(|count| format!("`{count}`"))
            .collect();
        if !missing.is_empty() {
            let are = if missing.len() == 1 { "is" } else { "are" };
            reading.tell(
                Name::MissingField,
                name.span,
                format!(
                    "{} {are} missing in this measure",
                    suggest::list(missing.iter().map(String::as_str))
                ),
                Some(format!("`{}` takes {}", name.as_str(), suggest::list(takes.iter().copied()))),
            );
        }
        self.boxes(name.value, reading);
        self.stayed(reading);
    }

    /// Boxes that the scale does not have.
    fn boxes(&self, name: MeasureName, reading: &mut Reading<'_>) {
        let (lowest, highest) = match (name, self.scale) {
            (MeasureName::Nps, _) => (0, TEN),
            (_, Some(scale)) if SCALES.contains(&scale.value) => (1, scale.value),
            (_, Some(scale)) => {
                reading.tell(
                    Name::WrongType,
                    scale.span,
                    format!("a scale of {} boxes cannot be asked", scale.value),
                    Some("it has between 2 and 11".into()),
                );
                return;
            }
            (_, None) => return,
        };
        for (answer, _) in &self.counts.0 {
            // A scale that begins with 0 has one box more than its highest number.
            if !answer.parse::<u64>().is_ok_and(|answer| answer <= highest) {
                let span: Span = answer.span;
                reading.tell(
                    Name::WrongType,
                    span,
                    format!("`{}` is no box of a scale from {lowest} to {highest}", answer.value),
                    Some("give each box its number, and how many ticked it".into()),
                );
            }
        }
    }

    /// Who stayed cannot be fewer than nobody, nor more than there were.
    fn stayed(&self, reading: &mut Reading<'_>) {
        let (Some(start), Some(end), Some(new)) = (self.start, self.end, self.new) else { return };
        let told = match end.checked_sub(new.value) {
            None => format!("{} of {} at the end cannot have been new", new.value, end.value),
            Some(stayed) if stayed > start.value => {
                format!("{stayed} cannot have stayed of {} at the start", start.value)
            }
            Some(_) => return,
        };
        let mend = "`end` counts everybody at the end, and `new` those of them who came in between";
        reading.tell(Name::WrongType, new.span, told, Some(mend.into()));
    }
}
