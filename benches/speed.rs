//! Speed, as figures and as ratios in one run.

fn main() {}
