//! Planning the year beside the frame: what the page asks for, what came of it, and drafts put aside.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::command::Command;
use super::notice::Notice;
use super::plan_job::{JobWatch, PlanProgress, PlanWatch, Shared, plan};
use super::program::App;
use crate::model::{CohortId, Label, PersonId, PlanSettings, Refusal, TableName, Workspace};
use crate::planner::contradiction::Contradiction;
use crate::planner::plan::Plan;
use crate::planner::year::{
    Comparison, Disruption, Draft, Effort, Explanation, Instance, Relief, Replan, compare, explain, replan, settings,
};
use crate::words::year::YearWords;

/// How long and in which way to look for a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanOptions {
    /// Seconds after which the best plan so far is taken.
    pub seconds: u32,
    /// Threads to work on.
    pub threads: usize,
    /// Decides every arbitrary choice.
    pub seed: u64,
}

impl Default for PlanOptions {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
        Self { seconds: 5, threads, seed: 1 }
    }
}

/// What the plan page asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanTask {
    /// Look for a plan of the year; one under way is given up.
    Start(PlanOptions),
    /// Stop and take the best plan so far.
    Stop,
    /// Forget the draft, or give up what is under way.
    Discard,
    /// Make the draft part of the workspace: one undo step.
    Apply,
    /// Leave one session out of the draft.
    DropSession(usize),
    /// Move somebody within the draft; `None`: leave them out.
    MovePerson {
        /// Who.
        person: PersonId,
        /// The cohort whose place they use.
        cohort: CohortId,
        /// The place of the session in the draft.
        to: Option<usize>,
    },
    /// Move several people of one cohort within the draft; `None`: leave them out.
    MovePeople {
        /// Who.
        people: Vec<PersonId>,
        /// The cohort whose places they use.
        cohort: CohortId,
        /// The place of the session in the draft.
        to: Option<usize>,
    },
    /// Show an earlier draft again, by its place among them.
    Recall(usize),
    /// Find the fewest moves after a mishap; `None` forgets what was found.
    Mend(Option<Disruption>),
    /// Tell the planner something; the draft is kept.
    Settings(Box<PlanSettings>),
    /// Loosen a limit and plan again.
    Try(Relief, PlanOptions),
}

/// What planning brought.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Which run it comes from.
    pub(super) run: u64,
    /// The revision of the workspace with which it was compared last.
    pub(super) revision: u64,
    /// The drafts of this folder are numbered from 1.
    pub number: u32,
    /// The problem that was solved.
    pub instance: Instance,
    /// The plan, as the planner gave it.
    pub plan: Plan,
    /// The plan as dated sessions and named people, as far as it has been bent.
    pub draft: Draft,
    /// The draft beside the plan in force, as both were when they were last compared.
    pub comparison: Comparison,
    /// Why it is so; `None` while that is being found out.
    pub explanation: Option<Explanation>,
}

/// Planning as the page shows it.
#[derive(Default)]
pub struct Planning {
    run: u64,
    under_way: Option<Arc<Shared>>,
    planned: Option<Box<Planned>>,
    #[expect(clippy::vec_box, reason = "a draft goes from the hand to the shelf and back without being copied")]
    earlier: Vec<Box<Planned>>,
    contradiction: Option<Contradiction>,
    mend: Mend,
    version: u64,
    n_drafts: u32,
}

/// What is known of the moves after a mishap.
#[derive(Debug, Default)]
pub enum Mend {
    /// Nobody has asked.
    #[default]
    Unasked,
    /// They are being looked for.
    UnderWay,
    /// What has to move.
    Found(Box<Replan>),
    /// Why the mishap itself cannot be so.
    Refused(Refusal),
}

/// Earlier drafts that are kept for comparison.
const MOST_EARLIER: usize = 3;

impl Planning {
    /// Goes up whenever the draft becomes another.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Drafts made before the one at hand, the oldest first.
    pub fn earlier(&self) -> &[Box<Planned>] {
        &self.earlier
    }

    /// What is known of the moves after a mishap.
    pub fn mend(&self) -> &Mend {
        &self.mend
    }

    fn put_aside(&mut self) {
        self.earlier.extend(self.planned.take());
        if self.earlier.len() > MOST_EARLIER {
            self.earlier.remove(0);
        }
        self.version += 1;
    }

    /// How far the work has come, how many seconds it has taken, and after how many it ends; `None`: nothing is
    /// under way.
    pub fn under_way(&self) -> Option<(PlanProgress, u32, u32)> {
        let shared = self.under_way.as_ref()?;
        let progress = *shared.progress.lock().unwrap_or_else(PoisonError::into_inner);
        Some((progress, shared.begun.elapsed().as_secs() as u32, shared.limit.as_secs() as u32))
    }

    /// What the last run brought.
    pub fn planned(&self) -> Option<&Planned> {
        self.planned.as_deref()
    }

    /// Why the last run brought nothing: constraints that exclude each other.
    pub fn contradiction(&self) -> Option<&Contradiction> {
        self.contradiction.as_ref()
    }
}

/// What a job of planning brings back; taken up only if no later run has begun.
pub enum PlanResult {
    /// A plan.
    Planned(Box<Planned>),
    /// Constraints that exclude each other.
    Contradiction(u64, Contradiction),
    /// Why the plan of a run is as it is.
    Explained(u64, Explanation),
    /// A version of the draft compared with the plan in force.
    Compared(u64, Box<Comparison>),
    /// The draft cannot be applied to the workspace it was made from.
    Refused(u64, Refusal),
    /// The moves after a mishap.
    Mended(Result<Box<Replan>, Refusal>),
}

impl App {
    /// Planning as the page shows it.
    pub fn planning(&self) -> &Planning {
        &self.planning
    }

    pub(super) fn plan_task(&mut self, task: PlanTask) {
        match task {
            PlanTask::Start(options) => self.start_plan(options),
            PlanTask::Stop => {
                if let Some(shared) = &self.planning.under_way {
                    shared.is_stopped.store(true, Ordering::Relaxed);
                }
            }
            PlanTask::Discard => self.discard_plan(),
            PlanTask::Apply => self.apply_plan(),
            PlanTask::DropSession(at) => self.bend_plan(|ws, draft| Ok(draft.without(ws, at))),
            PlanTask::MovePerson { person, cohort, to } => {
                self.bend_plan(|ws, draft| draft.with_person(ws, (person, cohort), to));
            }
            PlanTask::MovePeople { people, cohort, to } => self.bend_plan(|ws, draft| {
                let moved = |draft: Draft, person: &PersonId| draft.with_person(ws, (*person, cohort), to);
                people.iter().try_fold(draft.clone(), moved)
            }),
            PlanTask::Recall(at) => self.recall_plan(at),
            PlanTask::Mend(None) => self.planning.mend = Mend::Unasked,
            PlanTask::Mend(Some(disruption)) => self.start_mending(disruption),
            PlanTask::Settings(said) => self.tell_planner(*said),
            PlanTask::Try(relief, options) => {
                self.loosen(relief);
                self.start_plan(options);
            }
        }
    }

    fn tell_planner(&mut self, said: PlanSettings) {
        let label = self.settings_label();
        self.run_all(vec![Command::Edit { label, change: Box::new(move |ws| ws.with_plan_settings(said)) }]);
    }

    fn settings_label(&self) -> Label {
        Label::Change { table: TableName::Programme, name: YearWords::of(self.lang()).settings.to_owned() }
    }

    fn loosen(&mut self, relief: Relief) {
        let unlocked = if let Relief::Lock { session } = relief {
            self.document().and_then(|document| document.workspace().sessions.get(session))
        } else {
            None
        };
        let label = match unlocked {
            Some(session) => Label::Lock { session: session.title.clone(), is_locked: false },
            None => self.settings_label(),
        };
        self.run_all(vec![Command::Edit { label, change: Box::new(move |ws| relief.on(ws)) }]);
    }

    fn start_plan(&mut self, options: PlanOptions) {
        let Some(document) = &self.document else { return };
        let (ws, as_of, lang) = (document.workspace().clone(), document.derived().as_of(), self.lang());
        let revision = document.derived().revision();
        self.planning.put_aside();
        self.discard_plan();
        self.planning.run += 1;
        let run = self.planning.run;
        let shared = Arc::new(Shared {
            progress: Mutex::default(),
            is_stopped: AtomicBool::new(false),
            begun: Instant::now(),
            limit: Duration::from_secs(u64::from(options.seconds.max(1))),
            wake: self.jobs.wake(),
        });
        self.planning.under_way = Some(shared.clone());
        self.jobs.start(YearWords::of(lang).planning, move |job| {
            let settings = settings(&ws, as_of);
            let watch = PlanWatch { shared: &shared, job: job.clone() };
            vec![Command::PlanResult(plan((run, revision), &ws, &settings, as_of, options, &watch))]
        });
    }

    /// Forgets the plan and whatever is under way.
    pub(super) fn discard_plan(&mut self) {
        if let Some(shared) = self.planning.under_way.take() {
            shared.is_stopped.store(true, Ordering::Relaxed);
        }
        self.planning.run += 1;
        self.planning.version += 1;
        self.planning.planned = None;
        self.planning.contradiction = None;
    }

    fn start_mending(&mut self, disruption: Disruption) {
        let Some(document) = &self.document else { return };
        let (ws, as_of) = (document.workspace().clone(), document.derived().as_of());
        self.planning.mend = Mend::UnderWay;
        self.jobs.start(YearWords::of(self.lang()).planning, move |_| {
            let found = replan(&ws, &settings(&ws, as_of), disruption, as_of);
            vec![Command::PlanResult(PlanResult::Mended(found.map(Box::new)))]
        });
    }

    /// Shows an earlier draft again; the one at hand is put aside.
    fn recall_plan(&mut self, at: usize) {
        if at >= self.planning.earlier.len() {
            return;
        }
        let recalled = self.planning.earlier.remove(at);
        self.planning.put_aside();
        self.planning.planned = Some(recalled);
        self.bend_plan(|_, draft| Ok(draft.clone()));
    }

    /// Takes up what a job brought, unless a later run has begun. A plan is compared with the workspace as it is now.
    pub(super) fn take_up_plan(&mut self, result: PlanResult) {
        if let PlanResult::Mended(found) = result {
            if matches!(self.planning.mend, Mend::UnderWay) {
                self.planning.mend = found.map_or_else(Mend::Refused, Mend::Found);
            }
            return;
        }
        let run = match &result {
            PlanResult::Planned(planned) => planned.run,
            PlanResult::Contradiction(run, _) | PlanResult::Explained(run, _) | PlanResult::Refused(run, _) => *run,
            PlanResult::Compared(version, comparison) => return self.take_up_comparison(*version, comparison),
            PlanResult::Mended(_) => return,
        };
        let Some(document) = self.document.as_ref().filter(|_| run == self.planning.run) else { return };
        match result {
            PlanResult::Planned(mut planned) => {
                let revision = document.derived().revision();
                if planned.revision != revision {
                    return self.compare_again(planned, revision);
                }
                self.planning.under_way = None;
                let ws = document.workspace().clone();
                self.start_explaining(run, &planned, ws);
                self.planning.n_drafts += 1;
                self.planning.version += 1;
                planned.number = self.planning.n_drafts;
                self.planning.planned = Some(planned);
            }
            PlanResult::Contradiction(_, contradiction) => {
                self.planning.under_way = None;
                self.planning.contradiction = Some(contradiction);
                self.planning.version += 1;
            }
            PlanResult::Mended(_) | PlanResult::Compared(..) => {}
            PlanResult::Refused(_, refusal) => {
                self.planning.under_way = None;
                self.say_refusal(&refusal);
            }
            PlanResult::Explained(_, explanation) => {
                let explained = self.planning.planned.as_mut().filter(|planned| planned.run == run);
                if let Some(planned) = explained {
                    planned.explanation = Some(explanation);
                }
            }
        }
    }

    /// Compares a plan with the workspace as it is now, which somebody has changed while it was made.
    fn compare_again(&mut self, mut planned: Box<Planned>, revision: u64) {
        let Some(document) = &self.document else { return };
        let (ws, as_of) = (document.workspace().clone(), document.derived().as_of());
        self.jobs.start(YearWords::of(self.lang()).comparing, move |_| {
            let result = match compare(&ws, &planned.draft, as_of) {
                Ok(comparison) => {
                    (planned.comparison, planned.revision) = (comparison, revision);
                    PlanResult::Planned(planned)
                }
                Err(refusal) => PlanResult::Refused(planned.run, refusal),
            };
            vec![Command::PlanResult(result)]
        });
    }

    /// Compares the draft at hand, beside the frame.
    fn start_comparing(&mut self) {
        let (Some(document), Some(planned)) = (&self.document, &self.planning.planned) else { return };
        let (ws, as_of, version) = (document.workspace().clone(), document.derived().as_of(), self.planning.version);
        let draft = planned.draft.clone();
        self.jobs.start(YearWords::of(self.lang()).comparing, move |_| {
            let compared = compare(&ws, &draft, as_of).ok();
            compared.map(|one| Command::PlanResult(PlanResult::Compared(version, Box::new(one)))).into_iter().collect()
        });
    }

    fn take_up_comparison(&mut self, version: u64, comparison: &Comparison) {
        if let Some(planned) = self.planning.planned.as_mut().filter(|_| version == self.planning.version) {
            planned.comparison = comparison.clone();
        }
    }

    fn start_explaining(&mut self, run: u64, planned: &Planned, ws: Workspace) {
        let (instance, plan, draft) = (planned.instance.clone(), planned.plan.clone(), planned.draft.clone());
        let lang = self.lang();
        let effort = Effort { work: EXPLAINING_WORK, threads: PlanOptions::default().threads, seed: 1 };
        self.jobs.start(YearWords::of(lang).explaining, move |job| {
            let watch = JobWatch(job.clone());
            // a lock cannot stand against a limit that is taken away
            let explained = explain(&ws, &instance, &plan, &draft, effort, &watch).unwrap_or_default();
            vec![Command::PlanResult(PlanResult::Explained(run, explained))]
        });
    }

    fn apply_plan(&mut self) {
        let Some(planned) = self.planning.planned.take() else { return };
        let draft = planned.draft.clone();
        let label = Label::Plan { sessions: draft.sessions.len(), people: draft.n_seated() as usize };
        let revision = self.document().map(|document| document.derived().revision());
        self.run_all(vec![Command::Edit { label, change: Box::new(move |ws| draft.apply(ws)) }]);
        let is_done = self.document().map(|document| document.derived().revision()) != revision;
        if is_done {
            self.discard_plan();
        } else {
            self.planning.planned = Some(planned);
        }
    }

    fn bend_plan(&mut self, bend: impl FnOnce(&Workspace, &Draft) -> Result<Draft, Refusal>) {
        let Some(document) = &self.document else { return };
        let Some(mut planned) = self.planning.planned.take() else { return };
        let ws = document.workspace();
        match bend(ws, &planned.draft) {
            Ok(mut draft) => {
                draft.reprice(ws, &planned.instance);
                planned.draft = draft;
            }
            Err(refusal) => self.say_refusal(&refusal),
        }
        self.planning.planned = Some(planned);
        self.planning.version += 1;
        self.start_comparing();
    }

    fn say_refusal(&mut self, refusal: &Refusal) {
        let text = crate::words::refusals::refusal(self.lang(), refusal);
        self.notices.push(Notice::problem(text));
    }
}

/// Work for each limit that an explanation takes away: a fraction of a second.
const EXPLAINING_WORK: u64 = 400;
