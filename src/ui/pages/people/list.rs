//! Which people the page shows, and in which order. Knows no egui.
//!
//! A person is known here by their position among all people in id order, as in [`crate::report::Index`].

use crate::app::search::{Matcher, NameIndex};
use crate::app::{PeopleFilter, View};
use crate::model::{CohortId, Person};
use crate::report::rotation;

/// The columns of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    /// 姓名
    Name,
    /// 性别
    Sex,
    /// 乡镇
    Township,
    /// 支部
    Branch,
    /// 职务
    Post,
    /// 培训对象
    Cohorts,
    /// 学时
    Hours,
    /// 班次
    Sessions,
    /// 电话
    Phone,
}

impl Col {
    /// All columns from the left.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Sex,
        Self::Township,
        Self::Branch,
        Self::Post,
        Self::Cohorts,
        Self::Hours,
        Self::Sessions,
        Self::Phone,
    ];
}

/// The order asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By which column.
    pub by: Col,
    /// Largest first.
    pub is_descending: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { by: Col::Name, is_descending: false }
    }
}

/// The people who pass a filter, in order; computed again only when something it depends on has changed.
#[derive(Default)]
pub struct PeopleList {
    of: Option<(u64, PeopleFilter, Order, bool)>,
    positions: Vec<u32>,
    n_here: usize,
}

impl PeopleList {
    /// Brings the list up to date.
    pub fn follow(&mut self, view: View<'_>, filter: &PeopleFilter, order: Order) {
        let of = (view.derived.revision(), filter.clone(), order, view.is_masked);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let (positions, n_here) = passing(view, filter);
        self.positions = sorted(view, positions, order);
        self.n_here = n_here;
        self.of = Some(of);
    }

    /// The people shown, by position.
    pub fn positions(&self) -> &[u32] {
        &self.positions
    }

    /// How many people belong to the district.
    pub fn n_here(&self) -> usize {
        self.n_here
    }
}

/// Whether a filter hides nobody.
pub fn is_open(filter: &PeopleFilter) -> bool {
    *filter == PeopleFilter::default()
}

/// The people who pass, in id order, and how many people belong to the district. People who have moved
/// away or died are found by search only.
fn passing(view: View<'_>, filter: &PeopleFilter) -> (Vec<u32>, usize) {
    let index = view.derived.index(view.ws);
    let place = |list: &[_], id| list.iter().position(|other| *other == id);
    let township = filter.township.map(|id| place(index.townships(), id));
    let branch = filter.branch.map(|id| index.branches().iter().position(|other| *other == id));
    let cohort = filter.cohort.map(|id| index.cohorts().iter().position(|other| *other == id));
    let found = found(view, filter.search.trim());
    let unplaced = filter.is_unplaced.then(|| unplaced(view, filter.cohort));
    let mut n_here = 0;
    let mut passing = Vec::new();
    for position in 0..index.people().len() {
        let standing = index.standing(position);
        n_here += usize::from(standing.is_here);
        let is_shown = match &found {
            Some(found) => found[position],
            None => standing.is_here,
        };
        let at = |wanted: Option<Option<usize>>, is: Option<u32>| {
            wanted.is_none_or(|wanted| wanted.is_some_and(|wanted| is == Some(wanted as u32)))
        };
        let passes = is_shown
            && at(township, standing.township)
            && at(branch, standing.branch)
            && cohort.is_none_or(|cohort| cohort.is_some_and(|cohort| standing.cohorts.has(cohort)))
            && filter
                .is_trained
                .is_none_or(|is| index.learning(position).trained_on.is_some() == is && (is || standing.is_eligible()))
            && filter.has_hours.is_none_or(|has| {
                standing.target_minutes > 0 && index.has_hours(position) == has && !standing.is_exempt
            })
            && (!filter.is_exempt || standing.is_exempt)
            && (!filter.is_floating || standing.is_floating)
            && unplaced.as_ref().is_none_or(|unplaced| unplaced[position]);
        if passes {
            passing.push(position as u32);
        }
    }
    (passing, n_here)
}

/// By position: who still needs a seat, in one cohort or in any of theirs.
fn unplaced(view: View<'_>, cohort: Option<CohortId>) -> Vec<bool> {
    let index = view.derived.index(view.ws);
    let mut all = vec![false; index.people().len()];
    for cohort in index.cohorts().iter().filter(|id| cohort.is_none_or(|cohort| cohort == **id)) {
        for (position, is_unplaced) in rotation::unplaced(view.ws, index, *cohort).into_iter().enumerate() {
            all[position] |= is_unplaced;
        }
    }
    all
}

/// Whom the search finds: by name, and by digits of phone or ID number when these are shown. `None`
/// without a search.
fn found(view: View<'_>, search: &str) -> Option<Vec<bool>> {
    if search.is_empty() {
        return None;
    }
    let is_number = search.len() >= 3 && search.bytes().all(|b| b.is_ascii_digit() || b == b'X' || b == b'x');
    if is_number && !view.is_masked {
        let search = search.to_uppercase();
        let has_it = |person: &Person| person.phone.contains(&search) || person.id_number.contains(&search);
        return Some(view.ws.people.iter().map(has_it).collect());
    }
    Some(view.derived.names(view.ws).hits(&Matcher::new(search)))
}

fn sorted(view: View<'_>, positions: Vec<u32>, order: Order) -> Vec<u32> {
    let names = view.derived.names(view.ws);
    let keys = sort_keys(view, order.by);
    let mut keyed: Vec<(u64, u32, u32)> = positions
        .into_iter()
        .map(|position| {
            let key = keys.as_ref().map_or(0, |keys| keys[position as usize]);
            (key, names.rank(position as usize), position)
        })
        .collect();
    keyed.sort_unstable();
    if order.is_descending {
        keyed.reverse();
    }
    keyed.into_iter().map(|(_, _, position)| position).collect()
}

/// What a column sorts by, before the name; `None` for the name itself.
fn sort_keys(view: View<'_>, by: Col) -> Option<Vec<u64>> {
    let index = view.derived.index(view.ws);
    let n = index.people().len();
    let of = |key: &dyn Fn(usize) -> u64| Some((0..n).map(key).collect());
    match by {
        Col::Name => None,
        Col::Sex => Some(view.ws.people.iter().map(|p| p.sex.map_or(9, |sex| sex as u64)).collect()),
        Col::Township => of(&|i| index.standing(i).township.map_or(u64::MAX, u64::from)),
        Col::Branch => {
            let texts = index.branches().iter().filter_map(|id| view.ws.branches.get(*id)).map(|b| b.name.as_str());
            let ranks = NameIndex::new(texts);
            of(&|i| index.standing(i).branch.map_or(u64::MAX, |branch| u64::from(ranks.rank(branch as usize))))
        }
        Col::Post => {
            let ranks = NameIndex::new(view.ws.people.iter().map(|p| p.post_on(view.as_of)));
            let has_none = |p: &Person| u64::from(p.post_on(view.as_of).is_empty()) << 32;
            Some(view.ws.people.iter().enumerate().map(|(i, p)| has_none(p) | u64::from(ranks.rank(i))).collect())
        }
        Col::Cohorts => of(&|i| {
            let set = index.standing(i).cohorts;
            set.iter().fold(0, |key, cohort| key << 8 | (cohort as u64 + 1)) << (8 * (7 - set.iter().count().min(7)))
        }),
        Col::Hours => of(&|i| u64::from(index.hours(i).counted())),
        Col::Sessions => of(&|i| u64::from(index.learning(i).n_sessions)),
        Col::Phone => Some(view.ws.people.iter().map(|p| p.phone.parse().unwrap_or(u64::MAX)).collect()),
    }
}
