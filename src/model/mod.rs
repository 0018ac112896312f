//! What a district keeps: records, ids, dates, money, commands, edits. No egui, files, clock, threads, randomness.
