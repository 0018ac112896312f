//! A scripted stretch of work, and what must be true of the folder whatever happens on the way.

use std::sync::{Arc, Mutex};

use chrono::{NaiveDateTime, TimeDelta};
use lunxun::model::edit::Echo;
use lunxun::model::*;
use lunxun::store::disk::Disk;
use lunxun::store::load::{Opened, load};
use lunxun::store::problem::{Mode as OpenMode, Notice, ProblemCode};
use lunxun::store::writer::{Desk, SaveStatus, Step, Writer};
use lunxun::store::{load_history, open};

use super::sim::{Bytes, Fault, Names, SimDisk, State, folder, home};
use super::support::*;

/// What was promised, and what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    /// The last edit that is said to be saved.
    pub acknowledged: u64,
    /// The last edit that is said to be kept at least on this computer.
    pub kept: u64,
    /// The last edit typed.
    pub typed: u64,
}

/// All edits typed so far, and the workspace after each; the first entry stands for the beginning.
pub type Truth = Vec<(Option<Arc<Edit>>, Workspace)>;

/// Somebody at work.
pub struct Work {
    pub disk: Arc<dyn Disk>,
    pub truth: Truth,
    pub promise: Arc<Mutex<Promise>>,
    /// Whether the next opening also reads the whole history.
    reads_history: bool,
    now: NaiveDateTime,
}

pub fn desk(disk: &Arc<dyn Disk>) -> Desk {
    Desk { disk: disk.clone(), folder: folder(), device: device(), emergency: Some(home()) }
}

/// What is wrong with the store.
pub type Found = String;

/// Opens the folder for writing.
pub fn open_folder(disk: &Arc<dyn Disk>, now: NaiveDateTime) -> Result<open::Access, Found> {
    let access = open::open(&desk(disk), "王芳", now, false).map_err(|error| format!("does not open: {error:?}"))?;
    let only_torn = |code: &ProblemCode| matches!(code, ProblemCode::TornTail { .. });
    if access.mode == OpenMode::Writable && access.opened.problems.iter().all(|problem| only_torn(&problem.code)) {
        Ok(access)
    } else {
        Err(format!("opens as {:?} with {:?}", access.mode, access.opened.problems))
    }
}

/// Checks what was found on opening against what was promised.
pub fn check(opened: &Opened, truth: &Truth, promise: Promise) -> Result<u64, Found> {
    let found = opened.end;
    let promised = promise.acknowledged.max(promise.kept);
    if found < promised || found > promise.typed {
        return Err(format!("found {found} edits of {promise:?}"));
    }
    let expected = &truth[found as usize].1;
    if !opened.workspace.has_same_records(expected) {
        let changes = expected.changes_to(&opened.workspace);
        return Err(format!("edit {found}: the workspace differs in {changes:?}"));
    }
    if opened.workspace.ids.next < expected.ids.next {
        return Err("ids would be used twice".to_owned());
    }
    Ok(found)
}

/// Checks that undo remembers everything.
fn check_history(disk: &dyn Disk, opened: &Opened, truth: &Truth) -> Result<(), Found> {
    let found = opened.end;
    // What was taken from the emergency journal is not in the folder's journals yet.
    let n_new = opened.notices.iter().filter_map(|notice| match notice {
        Notice::EmergencyAdopted { n_edits } => Some(*n_edits as u64),
        Notice::Recovered { .. } | Notice::UnknownFile { .. } | Notice::CannotLock => None,
    });
    let n_in_journals = found - n_new.sum::<u64>();
    let history = load_history(disk, &folder()).map_err(|error| format!("no history: {error:?}"))?;
    let expected = truth[1..=n_in_journals as usize].iter().map(|(edit, _)| edit.as_ref());
    if !history.iter().map(|(_, edit)| Some(edit)).eq(expected) {
        return Err(format!("the history of {found} edits has {}", history.len()));
    }
    Ok(())
}

impl Work {
    /// Makes the folder.
    pub fn begin(disk: Arc<dyn Disk>) -> Result<Self, Found> {
        let start = small_district();
        open::create(disk.as_ref(), &folder(), &start, eight_o_clock()).map_err(|error| format!("{error:?}"))?;
        let promise = Arc::new(Mutex::new(Promise::default()));
        Ok(Self { disk, truth: vec![(None, start)], promise, reads_history: true, now: eight_o_clock() })
    }

    fn promise(&self) -> Promise {
        *self.promise.lock().expect("not poisoned")
    }

    fn told(&self, writer: &Writer) {
        let mut promise = self.promise.lock().expect("not poisoned");
        promise.acknowledged = promise.acknowledged.max(writer.acknowledged());
        if let SaveStatus::Failing { kept: Some(_), n_edits, .. } = writer.status() {
            promise.kept = promise.kept.max(writer.acknowledged() + *n_edits as u64);
        }
    }

    /// Opens the folder and finds everything that was promised there.
    pub fn sit_down(&mut self) -> Result<(Writer, Box<dyn lunxun::store::disk::Held>), Found> {
        let access = open_folder(&self.disk, self.now)?;
        let found = check(&access.opened, &self.truth, self.promise())?;
        if self.reads_history {
            check_history(self.disk.as_ref(), &access.opened, &self.truth)?;
        }
        self.truth.truncate(found as usize + 1);
        if let Some((_, workspace)) = self.truth.last_mut() {
            workspace.ids = access.opened.workspace.ids;
        }
        self.promise.lock().expect("not poisoned").typed = found;
        let writer = Writer::new(desk(&self.disk), access.opened);
        Ok((writer, access.lock.ok_or("no lock")?))
    }

    pub fn steps(&mut self, writer: &mut Writer) {
        while writer.step(self.now) == Step::Worked {
            self.told(writer);
        }
        self.told(writer);
    }

    pub fn finish(&mut self, writer: &mut Writer) {
        writer.finish(self.now);
        self.told(writer);
    }

    pub fn pause(&mut self, pause: TimeDelta) {
        self.now += pause;
    }

    /// Types the next edit. What it does depends on how many there were.
    pub fn type_one(&mut self, writer: &mut Writer) {
        let before = self.truth.last().map(|(_, workspace)| workspace.clone()).expect("there is a beginning");
        let (after, echo) = self.next_edit(&before);
        let mut edit = edit(&before, &after, &format!("修改{}", self.truth.len()), self.now).as_ref().clone();
        edit.echo = echo;
        let sequence = self.truth.len() as u64;
        self.truth.push((Some(Arc::new(edit.clone())), after.clone()));
        self.promise.lock().expect("not poisoned").typed = sequence;
        writer.push(sequence, &edit, after, self.now).expect("the model can be written");
        self.now += TimeDelta::milliseconds(100);
    }

    fn next_edit(&self, ws: &Workspace) -> (Workspace, Option<Echo>) {
        let n = self.truth.len();
        let mut next = ws.clone();
        let townships: Vec<TownshipId> = ws.townships.iter().map(|township| township.id).collect();
        match n % 12 {
            1 => {
                // A branch moves, and with it people who are not touched themselves.
                let mut branch = ws.branches.iter().nth(n % ws.branches.len()).expect("branches").clone();
                branch.township = townships[(n / 12 + 1) % townships.len()];
                next.branches.put(branch);
            }
            4 => {
                // Two branches change places: each file gains and loses.
                let mut pair: Vec<Branch> = ws.branches.iter().take(4).cloned().collect();
                let (first, last) = (pair[0].township, pair[3].township);
                (pair[0].township, pair[3].township) = (last, first);
                for branch in pair {
                    next.branches.put(branch);
                }
            }
            6 => {
                let mut township = ws.townships.iter().next().expect("townships").clone();
                township.name = format!("魏城镇{n}");
                next.townships.put(township);
            }
            8 => {
                let mut session = ws.sessions.iter().nth(1).expect("sessions").clone();
                session.township = townships.get(n % 4).copied();
                next.sessions.put(session);
            }
            9 => {
                let gone = ws.people.iter().last().expect("people").id;
                next.people.remove(gone);
                next.enrolments.remove_all(ws.enrolments.iter().map(Record::key).filter(|key| key.1 == gone));
            }
            10 => {
                let id = next.ids.take();
                let branch = ws.branches.iter().nth(n % 3).expect("branches").id;
                let cohort = ws.cohorts.iter().next().expect("cohorts").id;
                next.people.put(person(id, "新来的", branch, cohort));
            }
            11 => {
                if let Some((Some(last), _)) = self.truth.last() {
                    next = ws.apply(&last.inverse_changes()).expect("the last edit can be undone");
                    return (next, Some(Echo::Undoes(n as u64 - 1)));
                }
            }
            _ => next = with_mark(ws, n, (n % 4) as u16, MarkKind::ALL[n % 9]),
        }
        (next, None)
    }
}

/// How many edits are typed between two pauses, in each of four sittings. The second ends without a goodbye.
const SITTINGS: [[u8; 3]; 4] = [[3, 2, 5], [6, 2, 4], [3, 5, 4], [2, 3, 3]];

impl Work {
    /// Sits down, works and leaves.
    fn sitting(&mut self, nth: usize) -> Result<(), Found> {
        let (mut writer, lock) = self.sit_down()?;
        self.steps(&mut writer);
        for batch in SITTINGS[nth] {
            for _ in 0..batch {
                self.type_one(&mut writer);
            }
            self.steps(&mut writer);
            self.pause(TimeDelta::seconds(if batch == 4 { 23 } else { 3 }));
            self.steps(&mut writer);
        }
        if nth == 1 {
            self.type_one(&mut writer);
            self.steps(&mut writer);
        } else {
            self.finish(&mut writer);
        }
        drop((writer, lock));
        self.pause(TimeDelta::hours(14));
        Ok(())
    }
}

/// How things were before a sitting.
pub struct Before {
    state: State,
    truth: Truth,
    promise: Promise,
    now: NaiveDateTime,
    /// The operations up to then.
    pub n_operations: usize,
}

/// Two days of work on which nothing goes wrong: how things were before each sitting, and which operations of all
/// write.
pub fn sound_days(wrap: &dyn Fn(SimDisk) -> Arc<dyn Disk>) -> Result<(Vec<Before>, Vec<bool>), Found> {
    let sim = SimDisk::new();
    let mut work = Work::begin(wrap(sim.clone()))?;
    let mut before = Vec::new();
    for nth in 0..SITTINGS.len() {
        let (state, n_operations) = (sim.state(), sim.n_operations());
        before.push(Before { state, truth: work.truth.clone(), promise: work.promise(), now: work.now, n_operations });
        work.sitting(nth)?;
    }
    Ok((before, sim.writes()))
}

/// What the disk and the promises were before an operation.
pub struct Moment {
    pub state: State,
    pub promise: Promise,
}

/// Records every moment of the two days at which something had changed.
pub fn moments(wrap: &dyn Fn(SimDisk) -> Arc<dyn Disk>) -> Result<(Vec<Moment>, Truth), Found> {
    let sim = SimDisk::new();
    let disk = wrap(sim.clone());
    let mut work = Work::begin(disk)?;
    let moments: Arc<Mutex<Vec<Moment>>> = Arc::default();
    let (seen, promise) = (moments.clone(), work.promise.clone());
    let see = move |state: &State| {
        let mut seen = seen.lock().expect("not poisoned");
        let promise = *promise.lock().expect("not poisoned");
        let is_new = seen.last().is_none_or(|last| last.state.version() != state.version() || last.promise != promise);
        if is_new {
            seen.push(Moment { state: state.clone(), promise });
        }
    };
    let last = see.clone();
    sim.watch(see);
    (0..SITTINGS.len()).try_for_each(|nth| work.sitting(nth))?;
    last(&sim.state());
    let moments = std::mem::take(&mut *moments.lock().expect("not poisoned"));
    Ok((moments, work.truth))
}

/// The power goes at a moment: opens the folder, looks, goes on working, loses power again and looks again.
pub fn after_a_crash(
    wrap: &dyn Fn(SimDisk) -> Arc<dyn Disk>,
    moment: &Moment,
    truth: &Truth,
    (bytes, names): (Bytes, Names),
) -> Result<(), Found> {
    let sim = SimDisk::with(moment.state.after_power_loss(bytes, names));
    let disk = wrap(sim.clone());
    let promise = Arc::new(Mutex::new(moment.promise));
    let now = eight_o_clock() + TimeDelta::days(9);
    let mut work =
        Work { disk, truth: truth[..=moment.promise.typed as usize].to_vec(), promise, reads_history: true, now };
    let (mut writer, lock) = work.sit_down()?;
    work.type_one(&mut writer);
    while work.promise().acknowledged < work.promise().typed {
        if writer.step(work.now) != Step::Worked {
            return Err(format!("cannot go on: {:?}", writer.status()));
        }
        work.told(&writer);
    }
    if matches!(names, Names::Some(seed) if seed % 2 == 0) {
        work.finish(&mut writer);
    }
    drop((writer, lock));
    sim.lose_power(Bytes::Lost, Names::Lost);
    work.reads_history = false;
    let (mut writer, lock) = work.sit_down()?;
    work.finish(&mut writer);
    drop((writer, lock));
    if names == Names::Kept { at_rest(&sim, &work) } else { Ok(()) }
}

/// At rest the readable files are all there is to read.
pub fn at_rest(sim: &SimDisk, work: &Work) -> Result<(), Found> {
    let mut state = sim.state();
    state.remove_all(&folder().join("journal"));
    let bare = SimDisk::with(state);
    let opened = load(&bare, &folder(), device()).map_err(|error| format!("{error:?}"))?;
    let (_, expected) = work.truth.last().ok_or("nothing")?;
    if opened.workspace.has_same_records(expected) && opened.is_at_rest {
        Ok(())
    } else {
        Err(format!("the readable files alone differ: {:?}", expected.changes_to(&opened.workspace)))
    }
}

/// A sitting with a fault in it, ended by a loss of power. Then the disk is mended and all must be there.
pub fn with_a_fault(
    wrap: &dyn Fn(SimDisk) -> Arc<dyn Disk>,
    (before, nth): (&Before, usize),
    fault: Fault,
    (bytes, names): (Bytes, Names),
) -> Result<(), Found> {
    let sim = SimDisk::with(before.state.clone());
    sim.set_fault(Some(Fault { first: fault.first - before.n_operations, ..fault }));
    let promise = Arc::new(Mutex::new(before.promise));
    let truth = before.truth.clone();
    let mut work = Work { disk: wrap(sim.clone()), truth, promise, reads_history: false, now: before.now };
    // Whether the disk lets the folder be opened just now is another matter.
    let _ = work.sitting(nth);
    sim.set_fault(None);
    sim.lose_power(bytes, names);
    work.reads_history = true;
    let (mut writer, lock) = work.sit_down()?;
    work.finish(&mut writer);
    drop((writer, lock));
    at_rest(&sim, &work)
}
