//! What customers and employees tell us: counts only, never one person's answer.

use crate::diagnostic::{Name, Span};
use crate::parse::field::{Map, Reading, Ref, Spot, Text, Written, record};
use crate::parse::kind::target::{ToDepartment, ToPersona, ToPillar};
use crate::parse::value::{Cadence, FileName, Period, choices};

choices! {
    /// Where it was heard.
    VoiceSource {
        /// We asked.
        Survey "survey",
        /// They rang.
        CallCentre "call-centre",
        /// They complained.
        Complaints "complaints",
        /// We went there.
        Visit "visit",
        /// They wrote it for others to read.
        Reviews "reviews",
    }
}

choices! {
    /// Who was asked.
    AskedOf {
        /// Customers.
        Customers "customers",
        /// Colleagues.
        Employees "employees",
    }
}

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
    /// What customers or employees told us in one period.
    Voice<R> {
        /// Where it was heard.
        required source: Option<Spot<VoiceSource>>,
        /// The time it tells about.
        required period: Option<Spot<Period>>,
        /// How often we ask.
        optional cadence: Option<Spot<Cadence>>,
        /// Whom it tells about.
        optional personas: Vec<Ref<R, ToPersona>>,
        /// The departments it was shared with.
        required departments: Vec<Ref<R, ToDepartment>>,
        /// Who was asked.
        required asked: Option<Spot<AskedOf>>,
        /// The figures.
        optional measures: Vec<Measure<R>>,
        /// The same, as a spreadsheet's export.
        optional counts_file: Option<Spot<FileName>>,
        /// What was talked about.
        optional themes: Vec<Theme<R>>,
        /// What somebody said.
        optional quotes: Vec<Quote<R>>,
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
        /// How many ticked each box.
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

record! {
    /// What was talked about, and how often.
    Theme<R> {
        /// The theme.
        required theme: Option<Text>,
        /// How often.
        optional count: Option<Spot<u64>>,
        /// Which pillar it was about.
        optional pillar: Option<Ref<R, ToPillar>>,
    }
}

record! {
    /// What somebody said.
    Quote<R> {
        /// The words.
        required text: Option<Text>,
        /// Who said it.
        optional persona: Option<Ref<R, ToPersona>>,
        /// Whether that person agreed to be quoted.
        optional consent: Option<Spot<bool>>,
    }
}

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
}

impl Measure<Written> {
    fn has(&self, count: &str) -> bool {
        match count {
            "promoters" => self.promoters.is_some(),
            "passives" => self.passives.is_some(),
            "detractors" => self.detractors.is_some(),
            "scale" => self.scale.is_some(),
            "counts" => !self.counts.0.is_empty(),
            "start" => self.start.is_some(),
            "end" => self.end.is_some(),
            "new" => self.new.is_some(),
            "yes" => self.yes.is_some(),
            "no" => self.no.is_some(),
            "by" => !self.by.is_empty(),
            _ => false,
        }
    }
}

impl Voice<Written> {
    /// Tells counts that a measure lacks and boxes that its scale does not have.
    pub fn complete(&self, reading: &mut Reading<'_>) {
        for measure in &self.measures {
            let Some(name) = &measure.measure else { continue };
            for count in name.takes().iter().filter(|count| !measure.has(count)) {
                reading.tell(
                    Name::MissingField,
                    name.span,
                    format!("`{count}` is missing in this measure"),
                    Some(format!(
                        "`{}` takes {}",
                        name.as_str(),
                        crate::diagnostic::suggest::list(name.takes().iter().copied())
                    )),
                );
            }
            let Some(scale) = measure.scale else { continue };
            for (answer, _) in &measure.counts.0 {
                if !answer.parse::<u64>().is_ok_and(|answer| answer <= *scale) {
                    let span: Span = answer.span;
                    reading.tell(
                        Name::WrongType,
                        span,
                        format!("`{}` is no box of a scale from 1 to {}", answer.value, *scale),
                        Some("give each box its number, and how many ticked it".into()),
                    );
                }
            }
        }
    }
}
