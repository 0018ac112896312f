//! Why no plan at all can meet what is locked: the constraints that exclude each other.

/// Constraints that cannot hold together, as few as could be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Locks and what stands against them, in the problem's order.
    pub constraints: Vec<Constraint>,
}

/// A constraint of the problem, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// `locked[lock]`: these sessions are held.
    Lock {
        /// Its position.
        lock: usize,
    },
    /// `locked[lock].flows`: these heads keep their places.
    Promise {
        /// The lock's position.
        lock: usize,
    },
    /// The offer may be run in these weeks only.
    Weeks {
        /// The offer.
        offer: usize,
    },
    /// The room has only so many days in the week.
    RoomDays {
        /// The room.
        room: usize,
        /// The week.
        week: usize,
    },
    /// The trainers have only so many days in the week.
    PoolDays {
        /// The pool.
        pool: usize,
        /// The week.
        week: usize,
    },
    /// A session of the offer needs so many heads.
    Minimum {
        /// The offer.
        offer: usize,
    },
    /// Only these customers may come to the offer.
    Invited {
        /// The offer.
        offer: usize,
    },
    /// The customer has no more heads.
    Demand {
        /// The customer.
        customer: usize,
    },
    /// The customer cannot come in the week.
    Blocked {
        /// The customer.
        customer: usize,
        /// The week.
        week: usize,
    },
    /// At most so many secretaries of the group are away in the week.
    Duty {
        /// The group.
        group: usize,
        /// The week.
        week: usize,
    },
    /// `shares[share]`.
    Share {
        /// Its position.
        share: usize,
    },
    /// `budgets[budget]`.
    Budget {
        /// Its position.
        budget: usize,
    },
}
