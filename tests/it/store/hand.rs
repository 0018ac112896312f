//! What a hand at the keyboard does to the files, and what is said about it. Nothing is lost by any of it.

use std::fs;
use std::path::{Path, PathBuf};

use lunxun::model::refusal::Field;
use lunxun::model::*;
use lunxun::store::disk::RealDisk;
use lunxun::store::format::FORMAT;
use lunxun::store::problem::{Cause, Mode as OpenMode, Notice, Problem, ProblemCode, ReadOnlyReason, StoreError};
use lunxun::store::{Loaded, Store, history, open};
use lunxun::words::{Lang, store as words};

use super::folder::{new_folder, open as open_store};
use super::support::*;

type Done = Result<(), Box<dyn std::error::Error>>;

/// A folder with one session and a mark in it, as it lies there when nobody has it open.
fn quiet_folder() -> std::io::Result<(tempfile::TempDir, PathBuf)> {
    let (temp, folder) = new_folder()?;
    let workspace = with_mark(&small_district(), 0, 1, MarkKind::Late);
    Store::create(&RealDisk, &folder, &workspace, eight_o_clock()).expect("made");
    Ok((temp, folder))
}

fn change(folder: &Path, file: &str, from: &str, to: &str) -> std::io::Result<()> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path)?;
    assert!(text.contains(from), "{from} in {text}");
    fs::write(&path, text.replacen(from, to, 1))
}

/// Opens a folder and closes it at once.
fn look(folder: &Path) -> Result<Loaded, StoreError> {
    open_store(folder).map(|(store, loaded)| {
        store.close();
        loaded
    })
}

fn line_of(folder: &Path, file: &str, text: &str) -> std::io::Result<Option<u32>> {
    let all = fs::read_to_string(folder.join(file))?;
    Ok(all.lines().position(|line| line.contains(text)).map(|line| line as u32 + 1))
}

#[test]
fn the_marks_of_a_person_stand_on_one_line_beside_the_name() -> Done {
    let (_temp, folder) = quiet_folder()?;
    let text =
        fs::read_to_string(folder.join("sessions/魏城镇.ron"))? + &fs::read_to_string(folder.join("sessions/区.ron"))?;
    assert!(text.contains("state: Confirmed, marks: \"·迟··\"),\n"), "{text}");
    assert!(fs::read_to_string(folder.join("people/魏城镇.ron"))?.contains("name: \"马永贵\", "));
    assert!(folder.join("README.txt").exists());
    Ok(())
}

#[test]
fn a_mistyped_record_is_named_by_line_and_column_and_nothing_is_written() -> Done {
    let wide = Cause::FullWidth { found: '，', meant: ',' };
    let no_date = Cause::NoSuchDate("2012-04-31".to_owned());
    let cases: [(&str, &str, &str, Cause); 7] = [
        ("people/石马镇.ron", "name: \"马永贵\", ", "name: \"马永贵\"，", wide),
        ("people/石马镇.ron", "name: \"马永贵\"", "name: \"马永贵", Cause::MissingQuote),
        ("people/石马镇.ron", "name: \"马永贵\", ", "name: \"马永贵\" ", Cause::MissingComma),
        ("sessions/区.ron", "date: \"2012-06-18\"", "date: \"2012-04-31\"", no_date),
        ("people/石马镇.ron", "id: \"K7QF-", "id: \"K7OF-", Cause::BadId("K7OF-000011".to_owned())),
        ("places.ron", "grade: Average", "grade: 一般", Cause::MissingQuote),
        ("topics.ron", "format: 1", "format: one", Cause::BadNumber),
    ];
    for (file, from, to, cause) in cases {
        let (_temp, folder) = quiet_folder()?;
        change(&folder, file, from, to)?;
        let before = fs::read(folder.join(file))?;
        let loaded = look(&folder).expect("opened for reading");
        assert_eq!(loaded.mode, OpenMode::ReadOnly(ReadOnlyReason::Damaged), "{to}");
        let found = loaded.problems.iter().find(|problem| problem.code == ProblemCode::Unreadable(cause.clone()));
        let found = found.unwrap_or_else(|| unreachable!("{to}: {:?}", loaded.problems));
        assert_eq!((found.file.as_str(), found.line), (file, line_of(&folder, file, to)?), "{to}");
        assert!(found.column.is_some());
        assert_eq!(fs::read(folder.join(file))?, before);
        // The other files are there to be looked at.
        assert!(loaded.workspace.cohorts.len() == 1);
    }
    Ok(())
}

#[test]
fn a_word_or_field_that_is_unknown_is_named_with_those_that_are_known() -> Done {
    let (_temp, folder) = quiet_folder()?;
    change(&folder, "places.ron", "grade: Average", "grade: Mediocre")?;
    change(&folder, "people/石马镇.ron", "name: ", "nmae: ")?;
    let problems = look(&folder).expect("opened for reading").problems;
    let is_word = |code: &ProblemCode| matches!(code, ProblemCode::Unreadable(Cause::UnknownWord { found, expected }) if found == "Mediocre" && expected.len() == 3);
    let is_field = |code: &ProblemCode| matches!(code, ProblemCode::Unreadable(Cause::UnknownField { found, expected }) if found == "nmae" && expected.contains(&"name".to_owned()));
    assert!(problems.iter().any(|problem| is_word(&problem.code)), "{problems:?}");
    assert!(problems.iter().any(|problem| is_field(&problem.code)), "{problems:?}");
    for lang in Lang::ALL {
        assert!(problems.iter().all(|problem| words::problem(lang, problem).contains(&problem.file)));
    }
    Ok(())
}

#[test]
fn impossible_records_are_listed_with_their_line_and_the_folder_stays_open_for_work() -> Done {
    let (_temp, folder) = quiet_folder()?;
    change(&folder, "sessions/区.ron", "max_heads: 50", "max_heads: 0")?;
    change(&folder, "people/石马镇.ron", "branch: \"K7QF-", "branch: \"K7QF-9")?;
    let loaded = look(&folder).expect("opened");
    assert_eq!(loaded.mode, OpenMode::Writable);
    let at = |reason: &dyn Fn(&Refusal) -> bool| {
        let is_it =
            |problem: &&Problem| matches!(&problem.code, ProblemCode::Fault { reason: found, .. } if reason(found));
        loaded.problems.iter().find(is_it).map(|problem| (problem.file.as_str(), problem.line))
    };
    let zero = at(&|reason| matches!(reason, Refusal::Zero(Field::Capacity)));
    let dangling = at(&|reason| matches!(reason, Refusal::Dangling { field: Field::Branch, .. }));
    assert_eq!(zero.map(|(file, _)| file), Some("sessions/区.ron"), "{:?}", loaded.problems);
    assert!(zero.is_some_and(|(_, line)| line.is_some()));
    assert_eq!(dangling.map(|(file, _)| file), Some("people/石马镇.ron"), "{:?}", loaded.problems);
    Ok(())
}

#[test]
fn of_two_records_with_one_id_the_first_counts_and_a_backup_keeps_the_other() -> Done {
    let (_temp, folder) = quiet_folder()?;
    let path = folder.join("people/石马镇.ron");
    let text = fs::read_to_string(&path)?;
    let line = text.lines().find(|line| line.contains("马永贵")).unwrap_or_default();
    fs::write(&path, text.replace(line, &format!("{line}\n{}", line.replace("马永贵", "马永福"))))?;
    let loaded = look(&folder).expect("opened");
    assert_eq!(loaded.mode, OpenMode::Writable);
    let twice = loaded.problems.iter().find(|problem| matches!(problem.code, ProblemCode::Duplicate { .. }));
    let first = line_of(&folder, "people/石马镇.ron", "马永贵")?;
    assert_eq!(twice.map(|problem| problem.line), Some(first.map(|line| line + 1)), "{:?}", loaded.problems);
    assert!(!fs::read_to_string(&path)?.contains("马永福"), "the file was mended");
    let backups = history::backups(&RealDisk, &folder).expect("listed");
    let files = history::read_backup(&RealDisk, &folder, &backups[0].name).expect("readable");
    assert!(files.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("马永福")));
    assert_eq!(look(&folder).expect("opened").problems, []);
    Ok(())
}

#[test]
fn a_missing_or_damaged_file_comes_back_from_the_backup_with_what_was_done_since() -> Done {
    let (_temp, folder) = quiet_folder()?;
    let (mut store, loaded) = open_store(&folder).expect("opened");
    store.back_up(history::BackupKind::Asked);
    let mut next = loaded.workspace.clone();
    let person = next.people.iter().last().cloned().map(|mut person| {
        person.name = "马永福".to_owned();
        person
    });
    next.people.put(person.expect("people"));
    store.append(edit(&loaded.workspace, &next, "马永福", eight_o_clock()), next.clone()).expect("writable");
    store.close();
    let file = "people/新桥镇.ron";
    fs::remove_file(folder.join(file))?;
    let found = look(&folder).expect("opened for reading");
    assert_eq!(found.mode, OpenMode::ReadOnly(ReadOnlyReason::Damaged));
    assert!(found.problems.contains(&Problem::of_file(file, ProblemCode::FileMissing)), "{:?}", found.problems);
    let backup = open::last_good_copy(&RealDisk, &folder, file).expect("there is one");
    open::restore_file(&RealDisk, &folder, &backup.name, file).expect("restored");
    let mended = look(&folder).expect("opened");
    assert_eq!((mended.mode, mended.problems), (OpenMode::Writable, vec![]));
    assert!(mended.workspace.has_same_records(&next), "what the backup lacked came from the journal");
    Ok(())
}

#[test]
fn a_folder_of_a_newer_program_is_read_and_never_rewritten() -> Done {
    let (_temp, folder) = quiet_folder()?;
    change(&folder, "places.ron", &format!("format: {FORMAT}"), &format!("format: {}", FORMAT + 1))?;
    let loaded = look(&folder).expect("opened for reading");
    assert_eq!(loaded.mode, OpenMode::ReadOnly(ReadOnlyReason::Newer { found: FORMAT + 1, known: FORMAT }));
    change(&folder, "workspace.ron", &format!("format: {FORMAT}"), &format!("format: {}", FORMAT + 1))?;
    assert!(
        matches!(look(&folder), Err(StoreError::Damaged(problems)) if problems.iter().any(|problem| matches!(problem.code, ProblemCode::Newer { .. })))
    );
    Ok(())
}

#[test]
fn a_wrong_folder_is_told_apart_from_one_that_is_not_there() -> Done {
    let (_temp, folder) = new_folder()?;
    assert!(matches!(look(&folder), Err(StoreError::NoSuchFolder(_))));
    fs::create_dir(&folder)?;
    assert!(matches!(look(&folder), Err(StoreError::NotAWorkspace(_))));
    fs::write(folder.join("报告.doc"), "…")?;
    let made = Store::create(&RealDisk, &folder, &small_district(), eight_o_clock());
    assert!(matches!(made, Err(StoreError::NotEmpty(_))));
    Ok(())
}

#[test]
fn a_copy_made_in_the_explorer_is_left_alone_and_a_byte_order_mark_does_no_harm() -> Done {
    let (_temp, folder) = quiet_folder()?;
    fs::copy(folder.join("people/石马镇.ron"), folder.join("people/石马镇 - 副本.ron"))?;
    let text = fs::read_to_string(folder.join("places.ron"))?.replace('\n', "\r\n");
    fs::write(folder.join("places.ron"), format!("\u{feff}{text}"))?;
    let loaded = look(&folder).expect("opened");
    assert_eq!((loaded.mode, loaded.problems), (OpenMode::Writable, vec![]));
    assert_eq!(loaded.notices, [Notice::UnknownFile { file: "people/石马镇 - 副本.ron".to_owned() }]);
    assert_eq!(loaded.workspace.townships.len(), 3);
    Ok(())
}

#[test]
fn a_sample_can_be_removed_unless_it_holds_something_of_the_users() -> Done {
    let (_temp, folder) = quiet_folder()?;
    fs::create_dir(folder.join("attachments"))?;
    fs::write(folder.join("attachments/照片.jpg"), "…")?;
    let refused = open::remove_sample(&RealDisk, &folder);
    assert!(matches!(refused, Err(StoreError::NotOnlyASample { found }) if found.ends_with("照片.jpg")));
    assert!(look(&folder).is_ok());
    fs::remove_dir_all(folder.join("attachments"))?;
    open::remove_sample(&RealDisk, &folder).expect("removed");
    assert!(!folder.exists());
    Ok(())
}

#[test]
fn yesterday_can_be_looked_at_and_copied_and_the_whole_folder_put_on_a_stick() -> Done {
    let (temp, folder) = quiet_folder()?;
    let (mut store, loaded) = open_store(&folder).expect("opened");
    let next = with_mark(&loaded.workspace, 2, 2, MarkKind::Sick);
    store.append(edit(&loaded.workspace, &next, "马永贵", eight_o_clock()), next.clone()).expect("writable");
    store.close();
    let backups = history::backups(&RealDisk, &folder).expect("listed");
    let names: Vec<_> = backups.iter().map(|backup| backup.name.as_str()).collect();
    assert_eq!(names, ["2012-06-28.zip"]);
    let before = lunxun::store::read_backup(&RealDisk, &folder, "2012-06-28.zip").expect("readable");
    assert_eq!(before.problems, []);
    assert!(before.workspace.has_same_records(&loaded.workspace));
    let (old, stick) = (temp.path().join("昨天"), temp.path().join("U盘"));
    history::restore_copy(&RealDisk, &folder, "2012-06-28.zip", &old).expect("copied");
    assert!(look(&old).is_ok_and(|copy| copy.workspace.has_same_records(&loaded.workspace)));
    history::copy_to(&RealDisk, &folder, &stick).expect("copied");
    let copy = look(&stick).expect("opened");
    assert!(copy.workspace.has_same_records(&next) && copy.sequence == 1);
    assert_eq!(lunxun::store::load_history(&RealDisk, &stick).expect("readable").len(), 1);
    Ok(())
}
