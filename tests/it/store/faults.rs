//! A crash, a full disk and an I/O error at every single file operation of two days of work: every edit that was
//! acknowledged is found again, no edit is found by half, and undo remembers all of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lunxun::store::disk::Disk;

use super::day::{Found, after_a_crash, moments, sound_days, with_a_fault};
use super::sim::{Bytes, Fault, Names, SimDisk, Trouble, mix};

/// What survives a loss of power, differently at each moment.
fn survivals(nth: usize) -> [(Bytes, Names); 3] {
    const BYTES: [Bytes; 6] = [Bytes::Torn, Bytes::Zeros, Bytes::Flipped, Bytes::Stale, Bytes::Kept, Bytes::Lost];
    let seed = mix(nth as u64);
    let bytes = |n: u64| BYTES[((seed >> (8 * n)) % 6) as usize];
    [(Bytes::Lost, Names::Lost), (bytes(1), Names::Kept), (bytes(2), Names::Some(seed))]
}

pub type Wrap<'a> = &'a (dyn Fn(SimDisk) -> Arc<dyn Disk> + Sync);

/// Tries all numbers below `n`, several at a time; the first finding.
fn try_all(n: usize, check: impl Fn(usize) -> Result<(), Found> + Sync) -> Result<(), Found> {
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if nth >= n {
                return Ok(());
            }
            if let Err(found) = check(nth) {
                next.store(n, Ordering::Relaxed);
                return Err(found);
            }
        }
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mine = work();
        let others = other.join().unwrap_or_else(|_| Err("a panic".to_owned()));
        mine.and(others)
    })
}

pub fn crash_everywhere(wrap: Wrap<'_>) -> Result<usize, Found> {
    let (moments, truth) = moments(&|sim| wrap(sim))?;
    try_all(moments.len(), |nth| {
        for survival in survivals(nth) {
            after_a_crash(&|sim| wrap(sim), &moments[nth], &truth, survival)
                .map_err(|found| format!("power lost at moment {nth} with {survival:?}: {found}"))?;
        }
        Ok(())
    })?;
    Ok(moments.len())
}

pub fn fail_everywhere(wrap: Wrap<'_>) -> Result<usize, Found> {
    let (before, writes) = sound_days(&|sim| wrap(sim))?;
    let begin = before[0].n_operations;
    let is_worth_it = |trouble: Trouble, first: usize| trouble == Trouble::Broken || writes[first - 1];
    let troubles = (begin + 1..=writes.len()).flat_map(|first| [(Trouble::Full, first), (Trouble::Broken, first)]);
    let troubles: Vec<_> = troubles.filter(|(trouble, first)| is_worth_it(*trouble, *first)).collect();
    try_all(troubles.len(), |nth| {
        let (trouble, first) = troubles[nth];
        let fault = Fault { trouble, first, n: [1, 6, usize::MAX / 2][first % 3] };
        let sitting = before.partition_point(|before| before.n_operations < first) - 1;
        let survival = survivals(nth)[nth % 3];
        with_a_fault(&|sim| wrap(sim), (&before[sitting], sitting), fault, survival)
            .map_err(|found| format!("{fault:?}, then power lost with {survival:?}: {found}"))
    })?;
    Ok(troubles.len())
}

fn sound(sim: SimDisk) -> Arc<dyn Disk> {
    Arc::new(sim)
}

#[test]
fn a_crash_at_any_moment_costs_no_acknowledged_edit() {
    let tried = crash_everywhere(&sound);
    assert!(tried.as_ref().is_ok_and(|n| *n > 400), "{tried:?}");
}

#[test]
fn a_full_disk_or_an_error_at_any_operation_costs_no_acknowledged_edit() {
    let tried = fail_everywhere(&sound);
    assert!(tried.as_ref().is_ok_and(|n| *n > 600), "{tried:?}");
}
