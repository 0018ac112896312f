//! Which record stands in which file of the folder, and what the files are called.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Branch, CostLine, HeadCount, Id, Person, Record, Session, SessionId, Township, TownshipId, Workspace,
};

/// The file with the programme, and with the list of all others.
pub const WORKSPACE: &str = "workspace.ron";
/// What the files are, for people.
pub const README: &str = "README.txt";
/// The journals' folder.
pub const JOURNAL: &str = "journal";
/// The backups' folder.
pub const HISTORY: &str = "history";
/// The file that stands for the right to write.
pub const LOCK: &str = ".lock";
/// Who holds the lock. Windows lets nobody read a locked file, so the name stands beside it.
pub const HOLDER: &str = ".lock.txt";
/// The folder of the office's own forms.
pub const TEMPLATES: &str = "templates";
/// The folder of photos, scans and receipts.
pub const ATTACHMENTS: &str = "attachments";
/// The folder of the people's files.
pub const PEOPLE: &str = "people";
/// The folder of the sessions' files.
pub const SESSIONS: &str = "sessions";

/// One of the readable files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKey {
    /// `workspace.ron`: programme, cohorts, rule sets.
    Workspace,
    /// `places.ron`: townships, branches, venues, trainers, courses, blackouts, holidays.
    Places,
    /// `people/….ron`: the people whose last home branch is in the township; `None`: in none that is known.
    People(Option<TownshipId>),
    /// `sessions/….ron`: the sessions of a township with all that belongs to them; `None`: the district's.
    Sessions(Option<TownshipId>),
    /// `topics.ron`
    Topics,
}

/// The file names of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileNames {
    townships: BTreeMap<TownshipId, String>,
}

/// The file of whatever belongs to no township.
const DISTRICT: &str = "区";

impl FileNames {
    /// The names for these townships. Names that differ in nothing but case, or that the system would not take,
    /// are told apart by the id.
    pub fn of(workspace: &Workspace) -> Self {
        let mut taken = BTreeSet::from([DISTRICT.to_owned()]);
        let mut townships = BTreeMap::new();
        for township in workspace.townships.iter() {
            let mut name = file_name(&township.name);
            if name.is_empty() || !taken.insert(name.to_lowercase()) {
                name = format!("{name}-{}", township.id);
                taken.insert(name.to_lowercase());
            }
            townships.insert(township.id, name);
        }
        Self { townships }
    }

    /// Names that no other township can ever have had.
    pub fn apart(workspace: &Workspace) -> Self {
        let name = |township: &Township| format!("{}-{}", file_name(&township.name), township.id);
        Self { townships: workspace.townships.iter().map(|township| (township.id, name(township))).collect() }
    }

    /// Whether a township has the name that another one had before.
    pub fn takes_over(&self, before: &Self) -> bool {
        let had: BTreeMap<String, TownshipId> =
            before.townships.iter().map(|(id, name)| (name.to_lowercase(), *id)).collect();
        self.townships.iter().any(|(id, name)| had.get(&name.to_lowercase()).is_some_and(|other| other != id))
    }

    /// The path of a file, relative to the folder, with `/` between the parts.
    pub fn path(&self, key: FileKey) -> String {
        let of = |township: Option<TownshipId>| match township {
            None => DISTRICT.to_owned(),
            Some(id) => self.townships.get(&id).cloned().unwrap_or_else(|| id.to_string()),
        };
        match key {
            FileKey::Workspace => WORKSPACE.to_owned(),
            FileKey::Places => "places.ron".to_owned(),
            FileKey::Topics => "topics.ron".to_owned(),
            FileKey::People(township) => format!("{PEOPLE}/{}.ron", of(township)),
            FileKey::Sessions(township) => format!("{SESSIONS}/{}.ron", of(township)),
        }
    }
}

/// A name that every system takes for a file, as near to `name` as can be.
pub fn file_name(name: &str) -> String {
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let kept: String = name
        .trim()
        .chars()
        .filter(|letter| !letter.is_control() && !r#"\/:*?"<>|"#.contains(*letter))
        .take(60)
        .collect();
    let kept = kept.trim_start_matches('.').trim_end_matches(['.', ' ']);
    let stem = kept.split('.').next().unwrap_or_default().to_lowercase();
    let is_port = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
    if RESERVED.contains(&stem.as_str()) || is_port { format!("{kept}_") } else { kept.to_owned() }
}

/// A record that stands in a file which follows from what it refers to.
pub trait Placed: Record {
    /// The file it stands in.
    fn file(&self, workspace: &Workspace) -> FileKey;
}

fn known(workspace: &Workspace, township: Option<TownshipId>) -> Option<TownshipId> {
    township.filter(|id| workspace.townships.has(*id))
}

/// The file of a session and of all that belongs to it.
pub fn file_of_session(workspace: &Workspace, session: SessionId) -> FileKey {
    let township = workspace.sessions.get(session).and_then(|session| session.township);
    FileKey::Sessions(known(workspace, township))
}

impl Placed for Person {
    fn file(&self, workspace: &Workspace) -> FileKey {
        let home = self.homes.last().and_then(|home| workspace.branches.get(home.branch));
        FileKey::People(known(workspace, home.map(|branch| branch.township)))
    }
}

impl Placed for Session {
    fn file(&self, workspace: &Workspace) -> FileKey {
        FileKey::Sessions(known(workspace, self.township))
    }
}

impl Placed for HeadCount {
    fn file(&self, workspace: &Workspace) -> FileKey {
        file_of_session(workspace, self.session)
    }
}

impl Placed for CostLine {
    fn file(&self, workspace: &Workspace) -> FileKey {
        self.session.map_or(FileKey::Sessions(None), |session| file_of_session(workspace, session))
    }
}

macro_rules! placed {
    ($($record:ty => |$one:ident, $workspace:ident| $file:expr;)*) => {$(
        impl Placed for $record {
            fn file(&self, $workspace: &Workspace) -> FileKey {
                let $one = self;
                $file
            }
        }
    )*};
}

placed! {
    crate::model::Cohort => |_one, _workspace| FileKey::Workspace;
    crate::model::RuleSet => |_one, _workspace| FileKey::Workspace;
    Township => |_one, _workspace| FileKey::Places;
    Branch => |_one, _workspace| FileKey::Places;
    crate::model::Venue => |_one, _workspace| FileKey::Places;
    crate::model::Trainer => |_one, _workspace| FileKey::Places;
    crate::model::Course => |_one, _workspace| FileKey::Places;
    crate::model::Blackout => |_one, _workspace| FileKey::Places;
    crate::model::Holiday => |_one, _workspace| FileKey::Places;
    crate::model::Enrolment => |one, workspace| file_of_session(workspace, one.session);
    crate::model::Mark => |one, workspace| file_of_session(workspace, one.session);
    crate::model::Topic => |_one, _workspace| FileKey::Topics;
}

/// The files that a workspace fills, in order; `workspace.ron` apart.
pub fn files_of(workspace: &Workspace) -> BTreeSet<FileKey> {
    let mut files = BTreeSet::from([FileKey::Places, FileKey::Topics, FileKey::Sessions(None)]);
    files.extend(workspace.townships.iter().map(|township| FileKey::People(Some(township.id))));
    if workspace.people.iter().any(|person| person.file(workspace) == FileKey::People(None)) {
        files.insert(FileKey::People(None));
    }
    files.extend(workspace.sessions.iter().map(|session| session.file(workspace)));
    files
}

/// Lets an expression be written once for the delta of any table.
macro_rules! on_delta {
    ($change:expr, programme($before:pat, $after:pat) => $programme:expr, $delta:ident => $body:expr) => {
        match $change {
            $crate::model::Change::Programme { before: $before, after: $after } => $programme,
            $crate::model::Change::Cohort($delta) => $body,
            $crate::model::Change::Township($delta) => $body,
            $crate::model::Change::Branch($delta) => $body,
            $crate::model::Change::Person($delta) => $body,
            $crate::model::Change::Venue($delta) => $body,
            $crate::model::Change::Trainer($delta) => $body,
            $crate::model::Change::Course($delta) => $body,
            $crate::model::Change::Blackout($delta) => $body,
            $crate::model::Change::Holiday($delta) => $body,
            $crate::model::Change::RuleSet($delta) => $body,
            $crate::model::Change::Session($delta) => $body,
            $crate::model::Change::Enrolment($delta) => $body,
            $crate::model::Change::Mark($delta) => $body,
            $crate::model::Change::HeadCount($delta) => $body,
            $crate::model::Change::CostLine($delta) => $body,
            $crate::model::Change::Topic($delta) => $body,
        }
    };
}
pub(super) use on_delta;

/// A key that may hold an id which must never be given out again.
pub trait HasId {
    /// The device and counter of the id; `None` if the key holds none of its own.
    fn id(&self) -> Option<(crate::model::DeviceCode, u64)>;
}

impl<R> HasId for Id<R> {
    fn id(&self) -> Option<(crate::model::DeviceCode, u64)> {
        Some((self.device(), self.counter()))
    }
}
impl HasId for chrono::NaiveDate {
    fn id(&self) -> Option<(crate::model::DeviceCode, u64)> {
        None
    }
}
impl<A, B> HasId for (A, B) {
    fn id(&self) -> Option<(crate::model::DeviceCode, u64)> {
        None
    }
}
impl<A, B, C> HasId for (A, B, C) {
    fn id(&self) -> Option<(crate::model::DeviceCode, u64)> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn township_names_become_file_names_that_windows_takes() {
        let cases = [
            ("魏城镇", "魏城镇"),
            (" 石马/镇? ", "石马镇"),
            ("con", "con_"),
            ("COM1.x", "COM1.x_"),
            ("..", ""),
            ("a. ", "a"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(file_name(name), expected);
        }
    }
}
