//! A [`Suggestion`] → what to write down: sessions as YAML for a programme's page, and the rows to change for a spreadsheet.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::cli::new::scalar::scalar;
use crate::model::Handbook;
use crate::model::schedule::{Programme, Session, Visit};
use crate::model::suggest::{Suggestion, VisitPlan};
use crate::parse::EntryId;
use crate::parse::kind::SessionStatus;
use crate::parse::value::Moment;
use crate::source::Sources;

/// What to write, and where. Nothing, where nobody goes anywhere.
pub(super) fn instructions(handbook: &Handbook, suggestion: &Suggestion, sources: &Sources) -> String {
    let programme = &handbook.schedule().programmes[suggestion.programme];
    let pasted = Pasted { handbook, programme, suggestion, sources };
    let changed = pasted.changed();
    let (page, rows): (Vec<_>, Vec<_>) =
        changed.into_iter().partition(|session| session.file == programme.file);
    let mut out = String::new();
    if !page.is_empty() {
        let _ = writeln!(
            out,
            "\nTo ask them, put these into {} in place of the sessions of the same names:\n\nsessions:",
            programme.file
        );
        for session in page {
            pasted.items(&mut out, session);
        }
    }
    let mut file = "";
    for session in rows {
        if file != &*session.file {
            let _ = writeln!(out, "\nIn {}, change these rows:", session.file);
            file = &session.file;
        }
        pasted.rows(&mut out, session);
    }
    out
}

struct Pasted<'h> {
    handbook: &'h Handbook,
    programme: &'h Programme,
    suggestion: &'h Suggestion,
    sources: &'h Sources,
}

impl<'h> Pasted<'h> {
    /// Sessions that somebody new goes to, each once, as they stand in their files.
    fn changed(&self) -> Vec<&'h Arc<Session>> {
        let mut changed: Vec<&Arc<Session>> = Vec::new();
        for plan in self.suggestion.visits.iter().filter(|plan| !plan.goes.is_empty()) {
            let session = &self.handbook.schedule().visits[plan.visit].session;
            if !changed.iter().any(|known| Arc::ptr_eq(known, session)) {
                changed.push(session);
            }
        }
        changed.sort_by_key(|session| session.at());
        changed
    }

    /// The visits of a session, each with who is suggested for it.
    fn visits(&self, session: &Arc<Session>) -> Vec<(&'h Visit, Option<&'h VisitPlan>)> {
        let visits = self.handbook.schedule().visits.iter().enumerate();
        let ours = visits.filter(|(_, visit)| Arc::ptr_eq(&visit.session, session));
        ours.map(|(at, visit)| (visit, self.suggestion.visits.iter().find(|plan| plan.visit == at))).collect()
    }

    /// Who comes, those of before first, and how the visit stands then.
    fn guests(&self, visit: &Visit, plan: Option<&VisitPlan>) -> (Vec<String>, SessionStatus) {
        let new: Vec<EntryId> =
            plan.map_or_else(Vec::new, |plan| plan.goes.iter().map(|goes| goes.person).collect());
        let status = if new.is_empty() { visit.status } else { SessionStatus::Requested };
        (self.names(visit.guests.iter().copied().chain(new)), status)
    }

    fn names(&self, people: impl IntoIterator<Item = EntryId>) -> Vec<String> {
        people.into_iter().map(|id| self.handbook.entry(id).name().to_string()).collect()
    }

    /// A session as items of `sessions`: one, or one for each time where it repeats, since each has guests of its own now.
    fn items(&self, out: &mut String, session: &Arc<Session>) {
        let repeats = session.written.repeats.is_some();
        if repeats {
            let _ = writeln!(
                out,
                "  # {} repeats. Each of its visits has guests of its own now.",
                scalar(session.name())
            );
        }
        for (visit, plan) in self.visits(session) {
            let (guests, status) = self.guests(visit, plan);
            let mut line = |key: &str, value: &str| {
                let dash = if key == "id" { "-" } else { " " };
                let _ = writeln!(out, "  {dash} {key}: {value}");
            };
            line("id", &scalar(&visit.id));
            line("host", &scalar(self.handbook.entry(visit.host).name()));
            if visit.guests_written > visit.guests.len() {
                line(
                    "guest",
                    &format!("{}  # and who is written there already and not shown here", listed(&guests)),
                );
            } else if !guests.is_empty() {
                line("guest", &listed(&guests));
            }
            let written = &visit.written;
            line("start", &self.moment(written.start.map(|start| start.value), &visit.start));
            line("end", &self.moment(written.end.map(|end| end.value), &visit.end));
            if let Some(place) = &written.place {
                line("place", &scalar(place));
            }
            if let Some(mode) = written.mode {
                line("mode", mode.as_str());
            }
            line("status", status.as_str());
            if !written.approved_by.is_empty() {
                line("approved_by", &listed(&self.names(written.approved_by.iter().map(|to| to.to))));
            }
            if !written.objectives.is_empty() {
                line(
                    "objectives",
                    &listed(&written.objectives.iter().map(|text| text.to_string()).collect::<Vec<_>>()),
                );
            }
            if !written.observe.is_empty() {
                let observed = written.observe.iter().map(|to| self.handbook.entry(to.to).reference());
                line("observe", &listed(&observed.collect::<Vec<_>>()));
            }
        }
    }

    /// A session as rows of a spreadsheet, by its line.
    fn rows(&self, out: &mut String, session: &Arc<Session>) {
        let place = session.at();
        let text = self.sources.text(&place.file);
        let before = text.as_deref().and_then(|text| text.get(..place.span.start as usize));
        let line =
            before.map_or_else(String::new, |before| format!(" (line {})", before.matches('\n').count() + 1));
        let change = |visit: &Visit, plan: Option<&VisitPlan>| {
            let (guests, status) = self.guests(visit, plan);
            format!("guest {}, status {}", guests.join("|"), status.as_str())
        };
        let visits = self.visits(session);
        if session.written.repeats.is_none() {
            for (visit, plan) in visits {
                let _ = writeln!(out, "  {}{line}: {}", visit.id, change(visit, plan));
            }
            return;
        }
        let _ = writeln!(
            out,
            "  {}{line} repeats: copy its row for each visit, leave `repeats` empty, and write",
            session.name()
        );
        for (visit, plan) in visits {
            let (start, end) = (self.moment(None, &visit.start), self.moment(None, &visit.end));
            let _ = writeln!(out, "    id {}, start {start}, end {end}, {}", visit.id, change(visit, plan));
        }
    }

    /// A moment as it can be written: the time on the wall, with its offset where it was written so or the wall's time would not
    /// be clear without.
    fn moment(&self, written: Option<Moment>, moment: &jiff::Zoned) -> String {
        let wall = moment.datetime();
        let clear = !self.programme.zone.to_ambiguous_zoned(wall).is_ambiguous();
        let time = if wall.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
        match written {
            Some(Moment::Local(_)) | None if clear => moment.strftime(time).to_string(),
            Some(_) | None => moment.strftime(&format!("{time}%:z")).to_string(),
        }
    }
}

/// `kit`, or `[kit, lena]`.
fn listed(items: &[String]) -> String {
    match items {
        [one] => scalar(one),
        many => {
            let many: Vec<String> = many.iter().map(|item| scalar(item)).collect();
            format!("[{}]", many.join(", "))
        }
    }
}
