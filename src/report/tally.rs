//! Sums over people and sessions. Every person's share can be taken out and put back, so that the sums
//! follow an edit without being computed anew.

use super::index::{Index, NONE};
use super::sitting::{SessionFacts, Sitting};
use crate::model::{CostLine, Fen, HeadCount, HeadCountId, Level, Mode, Workspace};

/// Counts of one unit, cohort, mode, level or month. Signed, because shares are taken out again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub eligible: i32,
    pub trained: i32,
    pub floating: i32,
    pub floating_trained: i32,
    pub exempt: i32,
    pub exempt_trained: i32,
    pub gone_trained: i32,
    pub targeted: i32,
    pub reached: i32,
    pub places: i32,
    pub attendances: i32,
    pub minutes: i64,
    pub remote_minutes: i64,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.eligible += other.eligible;
        self.trained += other.trained;
        self.floating += other.floating;
        self.floating_trained += other.floating_trained;
        self.exempt += other.exempt;
        self.exempt_trained += other.exempt_trained;
        self.gone_trained += other.gone_trained;
        self.targeted += other.targeted;
        self.reached += other.reached;
        self.places += other.places;
        self.attendances += other.attendances;
        self.minutes += other.minutes;
        self.remote_minutes += other.remote_minutes;
    }

    fn add_head(&mut self, head: Head, sign: i32) {
        let trained = sign * i32::from(head.is_trained);
        match head.group {
            Group::Eligible => {
                self.eligible += sign;
                self.trained += trained;
                self.targeted += sign * i32::from(head.is_targeted);
                self.reached += sign * i32::from(head.has_hours);
                if head.is_floating {
                    self.floating += sign;
                    self.floating_trained += trained;
                }
            }
            Group::Exempt => {
                self.exempt += sign;
                self.exempt_trained += trained;
            }
            Group::Gone => self.gone_trained += trained,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Eligible,
    Exempt,
    Gone,
}

/// What one person adds to every sum in which they are a head.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about one person")]
struct Head {
    group: Group,
    is_trained: bool,
    is_floating: bool,
    is_targeted: bool,
    has_hours: bool,
}

/// A head-count that counts: its session was held up to the as-of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    pub id: HeadCountId,
    pub session: u32,
    /// The session's first cohort.
    pub cohort: u32,
    pub township: u32,
    pub branch: u32,
    pub heads: u32,
}

/// A session's heads by cohort and township, and its money split over them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bill {
    heads: Vec<i64>,
    spent: i64,
    parts: Vec<(u32, Fen)>,
    is_stale: bool,
}

impl Bill {
    fn empty(n_cells: usize) -> Self {
        Self { heads: vec![0; n_cells], is_stale: true, ..Self::default() }
    }
}

/// Every sum a report is read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tallies {
    n_cohorts: usize,
    n_townships: usize,
    /// By branch (the last: no branch) and in it the union over cohorts, then each cohort.
    pub units: Vec<Tally>,
    pub modes: [Tally; 4],
    pub levels: [Tally; 3],
    pub months: [Tally; 12],
    /// By cohort, mode and level.
    pub mix: Vec<Tally>,
    pub counted: Vec<Counted>,
    bills: Vec<Bill>,
    /// By cohort and township, the last of each: none.
    pub spent: Vec<i64>,
    pub mode_spent: [i64; 4],
    pub level_spent: [i64; 3],
    pub month_spent: [i64; 12],
    pub mix_spent: Vec<i64>,
    /// Spent for the programme as a whole, for no session.
    pub loose_spent: i64,
}

impl Tallies {
    pub(super) fn of(index: &Index, workspace: &Workspace) -> Self {
        let (n_cohorts, n_townships) = (index.cohorts.len(), index.townships.len());
        let n_cells = (n_cohorts + 1) * (n_townships + 1);
        let bill = Bill::empty(n_cells);
        let mut tallies = Self {
            n_cohorts,
            n_townships,
            units: vec![Tally::default(); (index.branches.len() + 1) * (n_cohorts + 1)],
            mix: vec![Tally::default(); n_cohorts * 12],
            bills: vec![bill; index.sessions.len()],
            spent: vec![0; n_cells],
            mix_spent: vec![0; n_cohorts * 12],
            ..Self::default()
        };
        for person in 0..index.people.len() {
            tallies.count(index, person as u32, 1);
        }
        for line in workspace.costs.iter() {
            tallies.pay(index, line, 1);
        }
        tallies.read_head_counts(index, workspace);
        tallies.settle(index);
        tallies
    }

    /// Adds a person's share, or takes it out with `sign` -1.
    pub(super) fn count(&mut self, index: &Index, person: u32, sign: i32) {
        let position = person as usize;
        let (standing, learning) = (&index.standing[position], &index.learning[position]);
        let group = match () {
            () if standing.is_eligible() => Group::Eligible,
            () if standing.is_set_apart() => Group::Exempt,
            () => Group::Gone,
        };
        let head = Head {
            group,
            is_trained: learning.trained_on.is_some(),
            is_floating: standing.is_floating,
            is_targeted: standing.target_minutes > 0,
            has_hours: index.has_hours(position),
        };
        let home = standing.branch.map_or(index.branches.len(), |branch| branch as usize);
        let unit = home * (self.n_cohorts + 1);
        self.units[unit].add_head(head, sign);
        if group != Group::Gone {
            for cohort in standing.cohorts.iter() {
                let is_trained = learning.places.has(cohort);
                self.units[unit + 1 + cohort].add_head(Head { is_trained, ..head }, sign);
            }
        }
        if !standing.is_exempt {
            for cohort in learning.places.iter() {
                self.units[unit].places += sign;
                self.units[unit + 1 + cohort].places += sign;
            }
        }
        if learning.n_sessions > 0 {
            self.count_sittings(index, person, head, sign);
        }
    }

    fn count_sittings(&mut self, index: &Index, person: u32, head: Head, sign: i32) {
        let learning = &index.learning[person as usize];
        let is_head = head.group == Group::Eligible && head.is_trained;
        if let Some(day) = learning.trained_on.filter(|_| is_head) {
            self.months[chrono::Datelike::month0(&day) as usize].trained += sign;
        }
        let mut seen: Vec<&Sitting> = Vec::new();
        for sitting in index.sittings_of(person) {
            let facts = &index.sessions[sitting.session as usize];
            self.count_sitting(index, sitting, facts, sign);
            if !is_head || sitting.trained_on.is_none() {
                continue;
            }
            let is_new = |same: &dyn Fn(&SessionFacts, &Sitting) -> bool| {
                !seen.iter().any(|earlier| same(&index.sessions[earlier.session as usize], earlier))
            };
            if is_new(&|other, _| other.mode == facts.mode) {
                self.modes[facts.mode as usize].trained += sign;
            }
            if is_new(&|other, _| other.level == facts.level) {
                self.levels[facts.level as usize].trained += sign;
            }
            if is_new(&|o, s| (o.mode, o.level, s.cohort) == (facts.mode, facts.level, sitting.cohort)) {
                self.mix[mix_position(sitting.cohort, facts.mode, facts.level)].trained += sign;
            }
            seen.push(sitting);
        }
    }

    /// Attendances and minutes stand in the unit and the month of their own day.
    fn count_sitting(&mut self, index: &Index, sitting: &Sitting, facts: &SessionFacts, sign: i32) {
        let cohort = sitting.cohort as usize;
        let is_remote = facts.mode == Mode::Remote;
        let mut total = 0;
        for (i, taught) in index.taught_in(sitting).iter().enumerate() {
            let slot = &facts.slots[usize::from(taught.slot)];
            let minutes = i64::from(slot.minutes) * i64::from(sign);
            let attendance = if i == 0 { sign } else { 0 };
            let unit = taught.branch as usize * (self.n_cohorts + 1);
            let month = usize::from(slot.month);
            for tally in [&mut self.units[unit], &mut self.months[month]] {
                tally.take_up(attendance, minutes, is_remote);
            }
            self.units[unit + 1 + cohort].take_up(attendance, minutes, is_remote);
            if i == 0 {
                let township = index.township_of.get(taught.branch as usize).copied().unwrap_or(NONE);
                let cell = self.cell(sitting.cohort, township);
                let bill = &mut self.bills[sitting.session as usize];
                bill.heads[cell] += i64::from(sign);
                bill.is_stale = true;
            }
            total += minutes;
        }
        self.modes[facts.mode as usize].take_up(sign, total, is_remote);
        self.levels[facts.level as usize].take_up(sign, total, is_remote);
        self.mix[mix_position(sitting.cohort, facts.mode, facts.level)].take_up(sign, total, is_remote);
    }

    /// Makes room for a new session; those after it move by one.
    pub(super) fn take_in_session(&mut self, position: usize) {
        self.bills.insert(position, Bill::empty(self.spent.len()));
        let after = self.counted.iter_mut().filter(|counted| counted.session as usize >= position);
        after.for_each(|counted| counted.session += 1);
    }

    /// Adds what a cost line has spent, or takes it out with `sign` -1.
    pub(super) fn pay(&mut self, index: &Index, line: &CostLine, sign: i64) {
        let Some(amount) = line.actual.filter(|_| index.window.contains(line.date)) else { return };
        let amount = amount.0 * sign;
        self.month_spent[chrono::Datelike::month0(&line.date) as usize] += amount;
        match line.session.and_then(|id| index.session_position(id)) {
            Some(session) => {
                self.bills[session].spent += amount;
                self.bills[session].is_stale = true;
            }
            None => self.loose_spent += amount,
        }
    }

    /// Reads the head-counts anew and puts their heads on the bills; `bills` must not hold the old ones.
    pub(super) fn read_head_counts(&mut self, index: &Index, workspace: &Workspace) {
        self.weigh_counted(-1);
        self.counted = workspace.head_counts.iter().filter_map(|count| counted(index, count)).collect();
        self.weigh_counted(1);
    }

    fn weigh_counted(&mut self, sign: i64) {
        for counted in self.counted.clone() {
            let cell = self.cell(counted.cohort, counted.township);
            let bill = &mut self.bills[counted.session as usize];
            bill.heads[cell] += sign * i64::from(counted.heads);
            bill.is_stale = true;
        }
    }

    /// Marks a session's bill to be split again, as when its mode or cohorts changed.
    pub(super) fn take_back(&mut self, index: &Index, session: usize) {
        self.book(index, session, -1);
        self.bills[session].parts.clear();
        self.bills[session].is_stale = true;
    }

    /// Splits the money of the sessions whose heads or money have changed.
    pub(super) fn settle(&mut self, index: &Index) {
        for session in 0..self.bills.len() {
            if self.bills[session].is_stale {
                self.book(index, session, -1);
                self.bills[session].parts = self.split(index, session);
                self.bills[session].is_stale = false;
                self.book(index, session, 1);
            }
        }
    }

    /// By the heads that came; before anyone has come, to the session's one cohort, or to none.
    fn split(&self, index: &Index, session: usize) -> Vec<(u32, Fen)> {
        let Bill { heads, spent, .. } = &self.bills[session];
        if *spent == 0 {
            return Vec::new();
        }
        let (cells, weights): (Vec<u32>, Vec<u64>) =
            heads.iter().enumerate().filter(|(_, n)| **n > 0).map(|(cell, n)| (cell as u32, *n as u64)).unzip();
        if cells.is_empty() {
            let facts = &index.sessions[session];
            let cohort = if facts.cohorts.len() == 1 { facts.first_cohort } else { NONE };
            return vec![(self.cell(cohort, NONE) as u32, Fen(*spent))];
        }
        cells.into_iter().zip(Fen(*spent).split(&weights)).collect()
    }

    fn book(&mut self, index: &Index, session: usize, sign: i64) {
        let facts = &index.sessions[session];
        let (mode, level) = (facts.mode, facts.level);
        let parts = std::mem::take(&mut self.bills[session].parts);
        for (cell, fen) in &parts {
            let amount = fen.0 * sign;
            self.spent[*cell as usize] += amount;
            self.mode_spent[mode as usize] += amount;
            self.level_spent[level as usize] += amount;
            let cohort = *cell as usize / (self.n_townships + 1);
            if cohort < self.n_cohorts {
                self.mix_spent[mix_position(cohort as u32, mode, level)] += amount;
            }
        }
        self.bills[session].parts = parts;
    }

    /// Position in a grid of cohorts by townships, each with a last one for none.
    pub(super) fn cell(&self, cohort: u32, township: u32) -> usize {
        let cohort = (cohort as usize).min(self.n_cohorts);
        cohort * (self.n_townships + 1) + (township as usize).min(self.n_townships)
    }

    /// The heads of a session that came on places of a cohort, and the money spent on them.
    pub(super) fn of_cohort(&self, session: usize, cohort: u32) -> (u64, Fen) {
        let first = self.cell(cohort, 0);
        let cells = first..first + self.n_townships + 1;
        let bill = &self.bills[session];
        let heads: i64 = bill.heads[cells.clone()].iter().sum();
        let spent = bill.parts.iter().filter(|(cell, _)| cells.contains(&(*cell as usize))).map(|(_, fen)| *fen).sum();
        (heads.max(0) as u64, spent)
    }

    /// The share of each session's money in one cell, for the sessions that have any there.
    pub(super) fn parts_in(&self, cell: usize) -> impl Iterator<Item = (usize, Fen)> {
        let bills = self.bills.iter().enumerate();
        bills.flat_map(move |(session, bill)| {
            bill.parts.iter().filter(move |part| part.0 as usize == cell).map(move |part| (session, part.1))
        })
    }
}

impl Tally {
    fn take_up(&mut self, attendance: i32, minutes: i64, is_remote: bool) {
        self.attendances += attendance;
        self.minutes += minutes;
        self.remote_minutes += if is_remote { minutes } else { 0 };
    }
}

/// Position in the grid of cohorts by modes by levels.
pub(super) fn mix_position(cohort: u32, mode: Mode, level: Level) -> usize {
    cohort as usize * 12 + mode as usize * 3 + level as usize
}

fn counted(index: &Index, count: &HeadCount) -> Option<Counted> {
    let session = index.session_position(count.session)?;
    index.sessions[session].counts_from?;
    let branch = count.branch.and_then(|id| index.branches.binary_search(&id).ok());
    let by_branch = branch.map(|branch| index.township_of[branch]);
    let named = count.township.map(|id| super::index::position(&index.townships, &id));
    Some(Counted {
        id: count.id,
        session: session as u32,
        cohort: index.sessions[session].first_cohort,
        township: named.or(by_branch).unwrap_or(NONE),
        branch: branch.map_or(NONE, |branch| branch as u32),
        heads: count.heads,
    })
}
