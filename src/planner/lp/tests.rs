use super::*;
use simplex::Allowance;

/// max 3a + 5b with a ≤ 4, 2b ≤ 12, 3a + 2b ≤ 18: 36 at (2, 6).
#[test]
fn the_textbook_program_has_its_textbook_optimum() {
    let mut lp = Lp::new(&[(-3.0, 0.0, 4.0), (-5.0, 0.0, 100.0)]);
    lp.add_row(&[(1, 2.0)], f64::NEG_INFINITY, 12.0);
    lp.add_row(&[(0, 3.0), (1, 2.0)], f64::NEG_INFINITY, 18.0);
    assert_eq!(lp.solve(Allowance::default()), Status::Optimal);
    assert!((lp.objective() + 36.0).abs() < 1e-4, "{}", lp.objective());
    assert!((lp.value(0) - 2.0).abs() < 1e-6);
    let bound = lp.safe_bound();
    assert!(bound <= -36.0 + 1e-6 && bound > -36.01, "{bound}");
}

#[test]
fn rows_that_exclude_each_other_are_infeasible() {
    let mut lp = Lp::new(&[(1.0, 0.0, 10.0), (1.0, 0.0, 10.0)]);
    lp.add_row(&[(0, 1.0), (1, 1.0)], 5.0, f64::INFINITY);
    let upper = lp.add_row(&[(0, 1.0), (1, 1.0)], f64::NEG_INFINITY, 4.0);
    assert_eq!(lp.solve(Allowance::default()), Status::Infeasible);
    lp.set_bounds(upper, 0.0, 6.0);
    assert_eq!(lp.solve(Allowance::default()), Status::Optimal);
    assert!((lp.objective() - 5.0).abs() < 1e-4);
}

#[test]
fn a_row_added_later_is_met_from_the_old_basis() {
    let mut lp = Lp::new(&[(-1.0, 0.0, 10.0), (-1.0, 0.0, 10.0)]);
    lp.add_row(&[(0, 1.0), (1, 2.0)], f64::NEG_INFINITY, 12.0);
    assert_eq!(lp.solve(Allowance::default()), Status::Optimal);
    assert!((lp.objective() + 11.0).abs() < 1e-4);
    let basis = lp.basis();
    lp.add_row(&[(0, 1.0), (1, -1.0)], f64::NEG_INFINITY, 3.0);
    lp.set_basis(&basis);
    assert_eq!(lp.solve(Allowance::default()), Status::Optimal);
    assert!((lp.objective() + 9.0).abs() < 1e-4, "{}", lp.objective());
}
