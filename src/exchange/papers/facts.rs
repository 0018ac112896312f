//! What several papers say of sessions and people, in the words of a table.

use chrono::{Days, NaiveDate};

use super::{Request, Source};
use crate::exchange::PaperError;
use crate::exchange::calendar_file::concerns;
use crate::exchange::mask::{PhoneDisplay, masked_phone};
use crate::exchange::paper::Block;
use crate::model::{CostLine, Fen, Funding, Half, Level, Person, Session, SessionId, Status, TownshipId, Workspace};
use crate::words::{papers as words, records};

impl Source<'_> {
    /// The session that is asked for.
    ///
    /// # Errors
    /// [`PaperError::NeedsSession`] if none is, [`PaperError::Refused`] if there is no such session.
    pub fn session(&self, request: &Request) -> Result<&Session, PaperError> {
        let id: SessionId = request.session.ok_or(PaperError::NeedsSession(request.kind))?;
        self.ws.find(id).map_err(PaperError::Refused)
    }

    /// The day on which a session's facts stand.
    pub fn day_of(&self, session: &Session) -> NaiveDate {
        session.span().map_or(self.ws.programme.days().first, |span| span.first)
    }

    /// The days of a session.
    pub fn days(&self, session: &Session) -> String {
        let only_half = match session.slots.as_slice() {
            [only] => Some(only.half),
            _ => None::<Half>,
        };
        session.span().map_or_else(String::new, |span| (words::texts(self.lang).days)(span, only_half))
    }

    /// The days of a session in a table of the year: without the year where it is that year.
    pub fn days_of_year(&self, session: &Session) -> String {
        let days = self.days(session);
        let year = self.ws.programme.days();
        let is_within = session.span().is_some_and(|span| year.contains(span.first) && year.contains(span.last));
        if is_within { words::without_year(self.lang, &days, self.ws.programme.year) } else { days }
    }

    /// Whom to ask: name and phone of the organiser's contact; empty where neither is known. A township's own sessions
    /// are not the office's to answer for.
    pub fn contact(&self, session: &Session) -> [&str; 2] {
        let reply = &self.ws.programme.reply;
        if session.township.is_some() { ["", ""] } else { [&reply.contact, &reply.phone] }
    }

    /// The venue's name; empty without one.
    pub fn venue(&self, session: &Session) -> &str {
        session.venue.and_then(|id| self.ws.venues.get(id)).map_or("", |venue| venue.name.as_str())
    }

    /// The township that runs the session; else the programme's office; else the district itself.
    pub fn organiser(&self, session: &Session) -> &str {
        let township = session.township.and_then(|id| self.ws.townships.get(id));
        township.map_or_else(|| self.office(), |township| township.name.as_str())
    }

    /// The office that runs the programme.
    pub fn office(&self) -> &str {
        let programme = &self.ws.programme;
        if programme.organiser.is_empty() { &programme.district } else { &programme.organiser }
    }

    /// Who signs for a session: the committee of the unit that runs it, or the programme's office.
    pub fn committee(&self, session: &Session) -> String {
        let unit = session.township.and_then(|id| self.ws.townships.get(id));
        unit.map_or_else(|| self.office().to_owned(), |unit| (self.words().committee)(&unit.name))
    }

    /// Everyone who teaches, each once.
    pub fn trainers(&self, session: &Session) -> String {
        let mut names: Vec<&str> = Vec::new();
        for trainer in session.slots.iter().filter_map(|slot| slot.trainer) {
            if let Some(trainer) = self.ws.trainers.get(trainer).filter(|one| !names.contains(&one.name.as_str())) {
                names.push(&trainer.name);
            }
        }
        names.join(self.words().and)
    }

    /// What is taught, each subject once; the purpose if no subject is known.
    pub fn subjects(&self, session: &Session) -> String {
        let mut topics: Vec<&str> = Vec::new();
        for slot in session.slots.iter().filter(|slot| !slot.topic.is_empty()) {
            if !topics.contains(&slot.topic.as_str()) {
                topics.push(&slot.topic);
            }
        }
        if topics.is_empty() { session.purpose.clone() } else { topics.join("；") }
    }

    /// The names of the cohorts it is for.
    pub fn cohorts(&self, session: &Session) -> String {
        let names = session.cohorts.iter().filter_map(|id| self.ws.cohorts.get(*id));
        names.map(|cohort| cohort.short_name.as_str()).collect::<Vec<_>>().join(self.words().and)
    }

    /// The credit hours of a session.
    pub fn hours(&self, session: &Session, minutes: u64) -> String {
        records::credit_hours(minutes, self.ws.rules_on(self.day_of(session)).credit_hour_minutes)
    }

    /// The sessions of the year that concern the unit asked for, by their first day; cancelled ones left out.
    pub fn sessions(&self, request: &Request) -> Vec<&Session> {
        let concerns = |session: &&Session| {
            request.session.is_none_or(|id| id == session.id)
                && request.township.is_none_or(|id| concerns(self.ws, session, id))
        };
        let held = self.ws.sessions.iter().filter(|session| session.status != Status::Cancelled);
        let mut sessions: Vec<&Session> = held.filter(concerns).collect();
        sessions.sort_by_key(|session| (session.span().is_none(), session.span(), session.id));
        sessions
    }

    /// The seats of a session: those shared out to units, or all it has as long as none are; on the paper of one unit
    /// those of the unit.
    pub fn seats(&self, session: &Session, request: &Request) -> u32 {
        let is_of = |unit: TownshipId| request.township.is_none_or(|wanted| wanted == unit);
        let shared_out = session.quotas.iter().filter(|quota| is_of(quota.township)).map(|quota| quota.heads).sum();
        let is_own = request.township.is_none() || session.township == request.township;
        if shared_out == 0 && is_own { session.max_heads } else { shared_out }
    }

    /// Township · branch of a person on a day.
    pub fn unit(&self, person: &Person, day: NaiveDate) -> String {
        let branch = person.home_on(day).and_then(|id| self.ws.branches.get(id));
        let township = branch.and_then(|branch| self.ws.townships.get(branch.township));
        let names = [township.map(|one| one.name.as_str()), branch.map(|one| one.name.as_str())];
        let names: Vec<&str> = names.into_iter().flatten().collect();
        if names.is_empty() { self.words().no_unit.to_owned() } else { names.join(" · ") }
    }

    /// As much of a phone number as may be shown.
    pub fn phone(&self, person: &Person, request: &Request) -> String {
        match request.phone {
            PhoneDisplay::Hidden => String::new(),
            PhoneDisplay::Masked => masked_phone(&person.phone),
            PhoneDisplay::Full => person.phone.clone(),
        }
    }

    /// Who pays for a session, from the top down; empty without cost lines.
    pub fn payers(&self, session: &Session) -> String {
        let pays = |level: &Level| self.costs(session).any(|line| line.payer == *level);
        let levels = Level::ALL.into_iter().filter(pays).map(|level| records::level(self.lang, level));
        levels.collect::<Vec<_>>().join(self.words().and)
    }

    /// Who pays for a session and from what: 区级（财政预算）.
    pub fn funds(&self, session: &Session) -> String {
        let mut sources: Vec<Funding> = self.costs(session).filter_map(|line| self.ws.funding_of(line)).collect();
        sources.extend(session.filing.funding);
        sources.sort_unstable();
        sources.dedup();
        let names: Vec<&str> = sources.into_iter().map(|source| records::funding(self.lang, source)).collect();
        let (payers, names) = (self.payers(session), names.join(self.words().and));
        match (payers.is_empty(), names.is_empty()) {
            (false, false) => format!("{payers}（{names}）"),
            _ => payers + &names,
        }
    }

    /// The cost lines of a session.
    pub fn costs(&self, session: &Session) -> impl Iterator<Item = &CostLine> {
        let id = session.id;
        self.ws.costs.iter().filter(move |line| line.session == Some(id))
    }

    /// The day by which units are to send their names; empty without a first day. Nobody is asked for a day that has
    /// gone by: when the usual one has, and the session has not begun, it is the day before the session.
    pub fn deadline(&self, session: &Session) -> String {
        let usual = u64::from(self.ws.programme.reply.days_before());
        let before = |first: NaiveDate, days: u64| first.checked_sub_days(Days::new(days));
        let day = session.span().and_then(|span| {
            let usual = before(span.first, usual)?;
            if self.as_of > usual && self.as_of < span.first { before(span.first, 1) } else { Some(usual) }
        });
        day.map_or_else(String::new, self.words().date)
    }

    /// The day of a letter about a session: that of the figures, or left to be written in when the session has begun.
    pub fn letter_day(&self, session: &Session) -> String {
        let has_begun = session.span().is_some_and(|span| span.first <= self.as_of);
        if has_begun { self.words().blank_date.to_owned() } else { (self.words().date)(self.as_of) }
    }

    /// The district with the year, or the unit asked for.
    pub fn whole(&self, request: &Request) -> (&str, i32) {
        let unit = request.township.and_then(|id| self.ws.townships.get(id)).map(|unit| unit.name.as_str());
        (unit.unwrap_or(&self.ws.programme.district), self.ws.programme.year)
    }

    /// The facts of a session under the names by which a form may ask for them.
    pub fn session_facts(&self, session: &Session) -> Vec<(String, String)> {
        let names = self.words().session_facts;
        let facts = [
            session.title.clone(),
            self.days(session),
            self.venue(session).to_owned(),
            self.organiser(session).to_owned(),
            self.trainers(session),
            self.cohorts(session),
            self.subjects(session),
            self.hours(session, session.minutes()),
            count(session.max_heads),
        ];
        names.into_iter().map(str::to_owned).zip(facts).collect()
    }

    /// Whether the money of a session belongs on the paper: on that of a unit only if the unit runs it.
    pub fn tells_money(&self, session: &Session, request: &Request) -> bool {
        request.township.is_none() || session.township == request.township
    }

    /// The note below a paper of one unit: whose people and whose money it tells of. None on a paper of the whole.
    pub fn unit_note(&self, request: &Request) -> Option<Block> {
        let unit = self.ws.townships.get(request.township?)?;
        Some(Block::note((self.words().unit_note)(&unit.name)))
    }

    /// Money spent up to the day for no session, which belongs on a paper of the whole.
    pub fn spent_beside(&self, request: &Request) -> Fen {
        let year = self.ws.programme.days();
        let is_beside = |line: &&CostLine| line.session.is_none_or(|id| !self.ws.sessions.has(id));
        let lines = self.ws.costs.iter().filter(|line| year.contains(line.date) && line.date <= self.as_of);
        let is_whole = request.township.is_none() && request.session.is_none();
        lines.filter(is_beside).filter(|_| is_whole).map(|line| line.actual.unwrap_or_default()).sum()
    }

    /// The line below a table of the year: who filled it in, who checked it, and when.
    pub fn signing_line(&self) -> Block {
        let words = self.words();
        let room = "____________";
        Block::line([
            format!("{}{room}", words.keeper),
            format!("{}{room}", words.approver),
            (words.made_on)(self.now.date()),
        ])
    }

    /// The line above a table of the year: the office or the unit that reports, the day of its figures, and the unit of money.
    pub fn facts_line(&self, request: &Request, last: &str) -> Block {
        let unit = request.township.and_then(|id| self.ws.townships.get(id));
        let by = unit.map_or_else(
            || format!("{}{}", words::texts(self.lang).organiser, self.office()),
            |unit| (self.words().reporting_unit)(&(self.words().committee)(&unit.name)),
        );
        Block::line([by, (self.words().as_of)(self.as_of), last.to_owned()])
    }
}

/// Yuan in a table: nothing for nothing.
pub fn money(amount: Fen) -> String {
    if amount == Fen::ZERO { String::new() } else { records::yuan(amount) }
}

/// A count in a table.
pub fn count(n: impl TryInto<u64>) -> String {
    records::count(n.try_into().unwrap_or(0))
}

/// Cost lines of all sessions at once: planned, and paid by a day.
pub fn spent_by(ws: &Workspace, as_of: NaiveDate) -> std::collections::BTreeMap<SessionId, Fen> {
    let mut spent = std::collections::BTreeMap::new();
    for line in ws.costs.iter().filter(|line| line.date <= as_of) {
        if let Some(session) = line.session {
            *spent.entry(session).or_default() += line.actual.unwrap_or_default();
        }
    }
    spent
}
