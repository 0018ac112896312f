//! Coverage, budget and league tables as data: pure functions of a workspace that return plain structs.
