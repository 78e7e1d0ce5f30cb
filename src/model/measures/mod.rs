//! What voices count → [`Measures`]: every figure worked out once, as much of it as may be shown.
//!
//! Counts end here. A figure of too few is not in the value at all, and the raw counts are taken out of the handbook's
//! entries, so that no later stage can leak what it never sees. "Too few to show" ([`Measured::figure`] is `None`) is not the same as
//! "nothing collected" (there is no [`Measured`]).

mod complaints;
mod count;
mod heard;
mod hidden;
#[cfg(test)]
mod solver;
#[cfg(test)]
mod testing;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Entry, Handbook};
use crate::diagnostic::Place;
use crate::parse::EntryId;
use crate::parse::config::Settings;
use crate::parse::field::Text;
use crate::parse::kind::{AskedOf, Fields, Measure, MeasureName, VoiceSource};
use crate::parse::value::Period;
use count::{Counted, count};
use hidden::{Item, Survey};

pub use complaints::Category;
pub use heard::Heard;

/// The smallest group of which a figure is shown, where the handbook says nothing.
const MINIMUM_GROUP: u64 = 5;
/// The same for how many gave each answer.
const MINIMUM_DISTRIBUTION: u64 = 8;

/// How small groups may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Minima {
    group: u64,
    distribution: u64,
}

impl Minima {
    fn of(settings: &Settings) -> Self {
        let privacy = settings.config.privacy.as_ref();
        let group = privacy.and_then(|privacy| privacy.minimum_group).map_or(MINIMUM_GROUP, |n| n.value);
        let distribution = privacy
            .and_then(|privacy| privacy.minimum_distribution)
            .map_or(MINIMUM_DISTRIBUTION, |n| n.value);
        Self { group, distribution }
    }
}

/// All measures of the handbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures {
    all: Vec<Measured>,
    by_voice: BTreeMap<EntryId, Range<usize>>,
    stayed_as_loyalty: BTreeMap<EntryId, Vec<Place>>,
}

/// One measure, as much of it as may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The page it belongs to.
    pub voice: EntryId,
    /// Where it is written: on the page, or in its `counts_file`.
    pub place: Place,
    /// Where it was heard.
    pub source: Option<VoiceSource>,
    /// Who was asked; customers, where nothing is said.
    pub asked: AskedOf,
    /// The time it tells about.
    pub period: Option<Period>,
    /// What is measured.
    pub name: MeasureName,
    /// What the writer calls it; its place is in the file of [`place`](Self::place).
    pub label: Option<Text>,
    /// The group it is about, where it is only one.
    pub department: Option<EntryId>,
    /// The figure; `None` where too few answered to show it, or where it would give another away.
    pub figure: Option<Figure>,
    /// How many gave each answer.
    pub spread: Spread,
    /// Complaints by what they were about, in the order of writing.
    pub categories: Vec<Category>,
}

/// A figure that may be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// −100 to +100 for a recommendation; of 100 for satisfaction, loyalty, staying and sending a friend; the mean box
    /// for ease; how many came in for complaints.
    pub value: f64,
    /// Where the value lies with 95 % certainty. Only recommendations have one, and only where the distribution may be
    /// shown: of a small group, value and interval together tell who said what.
    pub interval: Option<Interval>,
    /// How many answered; for staying, how many there were at the start.
    pub n: u64,
}

/// A range of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// How many gave each answer, as far as that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spread {
    /// The measure has no boxes to tick, or is one group of a total.
    None,
    /// Too few answered.
    TooFew,
    /// So many.
    Shown(Distribution),
}

/// How many gave each answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Distribution {
    /// Of a recommendation.
    Recommendation {
        /// 9 and 10.
        promoters: u64,
        /// 7 and 8.
        passives: u64,
        /// 0 to 6.
        detractors: u64,
    },
    /// Of boxes with numbers.
    Boxes {
        /// The lowest number, 1 as a rule.
        first: u64,
        /// How many ticked each box from there on.
        counts: Vec<u64>,
        /// How many of the highest boxes the figure counts; 0 for a mean.
        top: u64,
    },
}

impl Measured {
    /// Whether it says that people are well: a recommendation over 0, satisfaction or sending a friend over 50 of 100. What
    /// is not shown says nothing.
    pub fn is_positive(&self) -> bool {
        let Some(figure) = &self.figure else { return false };
        match self.name {
            MeasureName::Nps => figure.value > 0.0,
            MeasureName::Csat | MeasureName::ReferAFriend => figure.value > 50.0,
            MeasureName::Ces | MeasureName::Retention | MeasureName::Loyalty | MeasureName::Complaints => {
                false
            }
        }
    }
}

impl Measures {
    /// All of them: by page, each in the order of writing, those of a `counts_file` last.
    pub fn all(&self) -> &[Measured] {
        &self.all
    }

    /// Those of one page.
    pub fn of(&self, voice: EntryId) -> &[Measured] {
        self.by_voice.get(&voice).and_then(|range| self.all.get(range.clone())).unwrap_or_default()
    }

    /// Where a page calls loyalty what counts who stayed; those are no measures.
    pub fn stayed_as_loyalty(&self, voice: EntryId) -> &[Place] {
        self.stayed_as_loyalty.get(&voice).map_or(&[], Vec::as_slice)
    }
}

/// The counts of a page's `counts_file`, with entries instead of names.
pub(super) type FromFile = BTreeMap<EntryId, (Arc<str>, Vec<Measure<EntryId>>)>;

/// Works out every measure of `entries`, and takes the counts out of them.
pub(super) fn measure(entries: &mut [Arc<Entry>], mut files: FromFile, settings: &Settings) -> Measures {
    let mut written = Vec::new();
    for entry in entries.iter_mut().filter(|entry| matches!(entry.fields, Fields::Voice(_))) {
        let id = entry.id;
        let file = entry.file().clone();
        let Fields::Voice(voice) = &mut Arc::make_mut(entry).fields else { continue };
        let own = std::mem::take(&mut voice.measures).into_iter().map(|measure| (file.clone(), measure));
        let (file, exported) = files.remove(&id).unwrap_or_default();
        let exported = exported.into_iter().map(|measure| (file.clone(), measure));
        let (source, asked, period) = (
            voice.source.map(|source| source.value),
            voice.asked.map(|asked| asked.value),
            voice.period.map(|period| period.value),
        );
        written.extend(own.chain(exported).map(|(file, measure)| Raw {
            voice: id,
            source,
            asked,
            period,
            file,
            measure,
        }));
    }
    measured(&written, Minima::of(settings))
}

/// One measure as written.
struct Raw {
    voice: EntryId,
    source: Option<VoiceSource>,
    asked: Option<AskedOf>,
    period: Option<Period>,
    file: Arc<str>,
    measure: Measure<EntryId>,
}

impl Raw {
    /// What is measured. Whatever does not say so has been told, and is not counted.
    fn name(&self) -> MeasureName {
        self.measure.measure.map_or(MeasureName::Complaints, |name| name.value)
    }

    fn place(&self) -> Place {
        Place::new(&self.file, self.measure.measure.map(|name| name.span).unwrap_or_default())
    }

    fn item(&self, counted: &Counted) -> Item {
        Item {
            survey: match self.period {
                Some(period) => Survey::Of(self.source, self.asked, period),
                None => Survey::On(self.voice),
            },
            voice: self.voice,
            name: self.name(),
            label: self.measure.label.as_ref().map(|label| label.trim().to_lowercase()),
            department: self.measure.department.as_ref().map(|department| department.to),
            n: counted.n,
            scores: counted.scores.clone(),
        }
    }
}

fn measured(written: &[Raw], minima: Minima) -> Measures {
    let counted: Vec<(&Raw, Counted)> =
        written.iter().filter_map(|raw| Some((raw, count(&raw.measure)?))).collect();
    let items: Vec<Item> = counted.iter().map(|(raw, counted)| raw.item(counted)).collect();
    let tables = hidden::tables(&items);
    let mut hidden = hidden::hidden(&items, &tables, minima.group);
    let groups: std::collections::BTreeSet<usize> =
        tables.iter().flat_map(|table| table.groups.iter().copied()).collect();
    let mut measures = Measures::default();
    for raw in written.iter().filter(|raw| raw.measure.is_stayed_as_loyalty()) {
        measures.stayed_as_loyalty.entry(raw.voice).or_default().push(raw.place());
    }
    for (at, (raw, counted)) in counted.into_iter().enumerate() {
        let group = groups.contains(&at);
        // What a group of a total complained about would be a second way to subtract.
        let categories =
            if group { Vec::new() } else { complaints::categories(&raw.measure.by, minima.group) };
        hidden[at] |= complaints::give_away_the_total(&categories);
        let categories = if hidden[at] { complaints::unsaid(categories) } else { categories };
        measures.put(raw.shown(counted, hidden[at], group, categories, minima));
    }
    measures
}

impl Raw {
    fn shown(
        &self,
        counted: Counted,
        hidden: bool,
        group: bool,
        categories: Vec<Category>,
        minima: Minima,
    ) -> Measured {
        let few = counted.n < minima.distribution;
        Measured {
            voice: self.voice,
            place: self.place(),
            source: self.source,
            asked: self.asked.unwrap_or(AskedOf::Customers),
            period: self.period,
            name: self.name(),
            label: self.measure.label.clone(),
            department: self.measure.department.as_ref().map(|department| department.to),
            figure: (!hidden).then_some(Figure {
                value: counted.value,
                interval: counted.interval.filter(|_| !few),
                n: counted.n,
            }),
            spread: match counted.distribution {
                Some(_) if hidden || group => Spread::None,
                Some(_) if few => Spread::TooFew,
                Some(distribution) => Spread::Shown(distribution),
                None => Spread::None,
            },
            categories,
        }
    }
}

impl Measures {
    fn put(&mut self, measured: Measured) {
        let at = self.all.len();
        self.by_voice.entry(measured.voice).or_insert(at..at).end = at + 1;
        self.all.push(measured);
    }
}

impl Handbook {
    /// Every figure that customers and employees gave, as much of it as may be shown.
    pub fn measures(&self) -> &Measures {
        &self.measures
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{groups, measure_all, nps, of};
    use super::*;
    use crate::parse::kind::Measure;

    /// Whether each measure is shown.
    fn shown(measures: Vec<Measure<EntryId>>) -> Vec<bool> {
        measure_all(measures).all().iter().map(|measured| measured.figure.is_some()).collect()
    }

    #[test]
    fn a_small_group_takes_a_second_one_along() {
        let measures = vec![
            nps(None, 35, 23, 12),
            nps(Some(1), 18, 13, 7),
            nps(Some(2), 9, 5, 2),
            nps(Some(3), 2, 1, 1),
            nps(Some(4), 6, 4, 2),
        ];
        assert_eq!(shown(measures), [true, true, true, false, false]);
    }

    #[test]
    fn a_second_one_is_hidden_wherever_the_others_are() {
        // Twenty-seven people said no department, and could be anywhere.
        let measures = vec![
            nps(None, 50, 33, 17),
            nps(Some(1), 20, 10, 10),
            nps(Some(2), 1, 1, 1),
            nps(Some(3), 20, 5, 5),
        ];
        assert_eq!(shown(measures), [true, true, false, false]);
    }

    #[test]
    fn two_small_groups_hide_each_other_if_they_are_enough_together() {
        let enough =
            vec![nps(None, 12, 11, 11), nps(Some(1), 1, 1, 1), nps(Some(2), 2, 1, 1), nps(Some(3), 9, 9, 9)];
        assert_eq!(shown(enough), [true, false, false, true]);
        let few =
            vec![nps(None, 11, 10, 9), nps(Some(1), 1, 1, 0), nps(Some(2), 1, 0, 0), nps(Some(3), 9, 9, 9)];
        assert_eq!(shown(few), [true, false, false, false], "what is left would be three people");
    }

    #[test]
    fn people_in_no_group_are_a_group_too() {
        let measures = vec![nps(None, 20, 11, 11), nps(Some(1), 9, 6, 5), nps(Some(2), 9, 4, 5)];
        assert_eq!(shown(measures), [true, true, false], "two people said no department");
        let many = vec![nps(None, 40, 31, 31), nps(Some(1), 9, 6, 5), nps(Some(2), 9, 4, 5)];
        assert_eq!(shown(many), [true, true, true]);
    }

    #[test]
    fn what_is_left_must_not_be_of_one_mind() {
        let measures = vec![
            nps(None, 30, 9, 9),
            nps(Some(1), 4, 0, 0),
            nps(Some(2), 8, 0, 0),
            nps(Some(3), 9, 4, 5),
            nps(Some(4), 9, 5, 4),
        ];
        assert_eq!(shown(measures), [true, false, false, false, true], "else both would be at +100");
        let all_alike = vec![nps(None, 12, 0, 0), nps(Some(1), 4, 0, 0), nps(Some(2), 8, 0, 0)];
        assert_eq!(shown(all_alike), [false, false, false]);
    }

    #[test]
    fn each_question_has_its_own_groups() {
        let label = |text: &str, measure: Measure<EntryId>| Measure {
            label: Some(testing::spot(text.into())),
            ..measure
        };
        let measures = vec![
            label("Work", nps(None, 20, 20, 20)),
            label("Work", nps(Some(1), 2, 1, 1)),
            label("Work", nps(Some(2), 9, 10, 9)),
            label("Work", nps(Some(3), 9, 9, 10)),
            label("Lunch", nps(None, 20, 20, 21)),
            label("Lunch", nps(Some(1), 2, 1, 2)),
            label("Lunch", nps(Some(2), 9, 10, 9)),
            label("Lunch", nps(Some(3), 9, 9, 10)),
        ];
        // Department 1 is large enough for the second question: it is shown, and takes nobody along.
        assert_eq!(shown(measures), [true, false, false, true, true, true, true, true]);
    }

    #[test]
    fn the_same_department_is_hidden_in_every_measure() {
        let mut measures = vec![
            nps(None, 20, 20, 20),
            nps(Some(1), 2, 1, 1),
            nps(Some(2), 10, 10, 10),
            nps(Some(3), 8, 9, 9),
        ];
        measures.extend(groups([(None, 40, 20), (Some(1), 3, 1), (Some(2), 18, 9), (Some(3), 19, 10)]));
        // By itself the second measure would have hidden department 2, which is the smaller one there; with both, everything
        // but department 1 would have been known.
        assert_eq!(shown(measures), [true, false, true, false, true, false, true, false]);
    }

    #[test]
    fn groups_on_a_page_of_their_own_belong_to_the_total_of_the_same_survey() {
        let measures = of(&[
            (0, nps(None, 20, 20, 20)),
            (1, nps(Some(1), 2, 1, 1)),
            (2, nps(Some(2), 10, 10, 10)),
            (3, nps(Some(3), 8, 9, 9)),
        ]);
        let shown: Vec<bool> = measures.all().iter().map(|measured| measured.figure.is_some()).collect();
        assert_eq!(shown, [true, false, true, false]);
    }

    #[test]
    fn the_quarters_of_a_year_are_its_groups() {
        let year = |periods: &[(&str, u64, u64)]| -> Vec<bool> {
            let raw = |(period, yes, others): &(&str, u64, u64)| Raw {
                period: Period::find(period),
                ..testing::raw(0, nps(None, *yes, *others, *others))
            };
            let measures = measured(&periods.iter().map(raw).collect::<Vec<_>>(), testing::USUAL);
            measures.all().iter().map(|measured| measured.figure.is_some()).collect()
        };
        let quarters =
            [("2025", 61, 8), ("2025-Q1", 2, 1), ("2025-Q2", 30, 3), ("2025-Q3", 9, 2), ("2025-Q4", 20, 2)];
        assert_eq!(year(&quarters), [true, false, true, false, true]);
        // Without the last quarter nobody knows what is missing.
        assert_eq!(year(&quarters[..4]), [true, false, true, true]);
        let months =
            [("2025-Q1", 40, 6), ("2025-01", 20, 3), ("2025-02", 2, 1), ("2025-03", 18, 2), ("2025", 99, 20)];
        assert_eq!(year(&months), [true, true, false, false, true]);
    }

    #[test]
    fn groups_without_a_department_are_those_after_the_first() {
        let measures =
            vec![nps(None, 31, 19, 19), nps(None, 2, 1, 1), nps(None, 9, 9, 9), nps(None, 20, 9, 9)];
        assert_eq!(shown(measures), [true, false, false, true]);
        // Two questions of one sort that nearly all answered are no total and its groups.
        assert_eq!(shown(vec![nps(None, 31, 19, 19), nps(None, 30, 19, 18)]), [true, true]);
    }

    #[test]
    fn a_distribution_wants_more_people_than_a_figure() {
        let few = measure_all(vec![nps(None, 3, 2, 2)]);
        let [few] = few.all() else { panic!("{few:?}") };
        assert_eq!((few.figure.map(|figure| figure.n), &few.spread), (Some(7), &Spread::TooFew));
        assert_eq!(few.figure.and_then(|figure| figure.interval), None, "it would tell the distribution");
        let enough = measure_all(vec![nps(None, 4, 2, 2)]);
        let distribution = Distribution::Recommendation { promoters: 4, passives: 2, detractors: 2 };
        assert_eq!(enough.all()[0].spread, Spread::Shown(distribution));
        assert!(enough.all()[0].figure.is_some_and(|figure| figure.interval.is_some()));
    }

    #[test]
    fn a_handbook_may_set_other_minima() {
        let raw = |measure| testing::raw(0, measure);
        let loose = measured(&[raw(nps(None, 1, 1, 0))], Minima { group: 2, distribution: 2 });
        assert!(loose.all()[0].figure.is_some());
        let strict = measured(&[raw(nps(None, 4, 4, 4))], Minima { group: 20, distribution: 8 });
        assert_eq!((strict.all()[0].figure, &strict.all()[0].spread), (None, &Spread::None));
    }
}
