//! What an edit is called, for undo, toasts and the audit trail.

use chrono::Datelike;

use super::{Lang, checks, records, report};
use crate::model::Label;

/// An edit's label in a few words.
pub fn label(lang: Lang, label: &Label) -> String {
    match lang {
        Lang::Zh => zh(label),
        Lang::En => en(label),
    }
}

fn zh(label: &Label) -> String {
    let table = |t| records::table(Lang::Zh, t);
    let kind = |k: Option<_>| k.map_or("清除", |k| records::mark(Lang::Zh, k));
    match label {
        Label::Add { table: t, name } => format!("新增{}“{name}”", table(*t)),
        Label::Change { table: t, name } => format!("修改{}“{name}”", table(*t)),
        Label::Remove { table: t, name } => format!("删除{}“{name}”", table(*t)),
        Label::ChangeMany { table: t, n } => format!("修改 {n} 条{}", table(*t)),
        Label::Import { table: t, n } => format!("导入 {n} 条{}", table(*t)),
        Label::ImportTables { n_tables, n } => format!("导入 {n_tables} 张表，共 {n} 条"),
        Label::Mark { person, date, half, kind: k } => {
            format!("{person} {} 日{} → {}", date.day(), records::half(Lang::Zh, *half), kind(*k))
        }
        Label::MarkMany { n, session, kind: k } => format!("{session}：{n} 格 → {}", kind(*k)),
        Label::Enrol { n, session } => format!("{n} 人加入“{session}”"),
        Label::Enrolment { person, n: 1, session } => format!("{person} 在“{session}”的学员状态"),
        Label::Enrolment { person, n, session } => format!("{person} 等 {n} 人在“{session}”的学员状态"),
        Label::Replace { person, by } => format!("{by} 替 {person} 参训"),
        Label::Status { session, to } => format!("“{session}” → {}", records::status(Lang::Zh, *to)),
        Label::Reopen { session, reason } => format!("重新打开“{session}”：{reason}"),
        Label::Move { session, first } => format!("“{session}”改到 {}", records::month_day(Lang::Zh, *first)),
        Label::Mishap { sessions, people } => format!("应对变故：调整 {sessions} 个班次、{people} 人"),
        Label::Plan { sessions, people } => format!("采用年度方案：{sessions} 个班次，{people} 人"),
        Label::Lock { session, is_locked: true } => format!("锁定“{session}”"),
        Label::Lock { session, is_locked: false } => format!("解锁“{session}”"),
        Label::Length { session, last } => format!("“{session}”改为到 {}结束", records::month_day(Lang::Zh, *last)),
        Label::Place { session, at, first } => {
            format!("“{session}”改到 {}，{at}", records::month_day(Lang::Zh, *first))
        }
        Label::Topic { topic, session } => format!("点题“{topic}”排入“{session}”"),
        Label::TopicStep { topic, to } => format!("点题“{topic}” → {}", records::topic_stage(Lang::Zh, *to)),
        Label::MergeTopic { topic, into } => format!("点题“{topic}”并入“{into}”"),
        Label::MergePeople { person } => format!("合并“{person}”的两条记录"),
        Label::NotSame { one, other } => format!("“{one}”与“{other}”不是同一人"),
        Label::Seats { township, session, heads, n_in, n_out, names } => {
            let people = match (names.len(), n_in + n_out) {
                (0, _) => String::new(),
                (shown, all) if shown < all => format!(" {} 等", names.join("、")),
                _ => format!(" {}", names.join("、")),
            };
            let how = match (*n_in, *n_out) {
                (0, 0) => "，名额未定人".to_owned(),
                (n, 0) => format!("，排入{people} {n} 人"),
                (0, n) => format!("，撤下{people} {n} 人"),
                (n, m) => format!("，排入 {n} 人、撤下 {m} 人：{}", people.trim_start()),
            };
            format!("{township}在“{session}”改为 {heads} 人{how}")
        }
        Label::Venue { session, venue } => format!("“{session}”换到{venue}"),
        Label::Teach { session, trainer } => format!("请{trainer}给“{session}”授课"),
        Label::MovePeople { n, from, to } => format!("{n} 人从“{from}”改到“{to}”"),
        Label::Merge { from, into } => format!("“{from}”并入“{into}”"),
        Label::Mend { session } => format!("调整“{session}”"),
        Label::Evidence { session, n } => format!("“{session}”的 {n} 份佐证材料"),
        Label::Disclose { paper, reason } => format!("“{paper}”印出完整电话：{reason}"),
        Label::Check { rule, impact } => {
            format!("检查“{}”改为{}", report::rule(Lang::Zh, *rule), checks::impact(Lang::Zh, *impact))
        }
        Label::FilePlan { year, is_filed: true } => format!("报送 {year} 年度计划"),
        Label::FilePlan { year, is_filed: false } => format!("撤回 {year} 年度计划"),
        Label::CloseYear(year) => format!("{year} 年度结账封存"),
        Label::ReopenYear { year, reason } => format!("重新打开 {year} 年度：{reason}"),
        Label::Rename { from, to, on } => format!("{on} 起“{from}”更名为“{to}”"),
        Label::MergeUnit { from, into, on } => format!("{on} 起“{from}”并入“{into}”"),
    }
}

fn en(label: &Label) -> String {
    let table = |t| records::table(Lang::En, t);
    let kind = |k: Option<_>| k.map_or("cleared", |k| records::mark(Lang::En, k));
    match label {
        Label::Add { table: t, name } => format!("Add {} “{name}”", table(*t)),
        Label::Change { table: t, name } => format!("Change {} “{name}”", table(*t)),
        Label::Remove { table: t, name } => format!("Remove {} “{name}”", table(*t)),
        Label::ChangeMany { table: t, n } => format!("Change {n} records ({})", table(*t)),
        Label::Import { table: t, n } => format!("Import {n} records ({})", table(*t)),
        Label::ImportTables { n_tables, n } => format!("Import {n} records from {n_tables} tables"),
        Label::Mark { person, date, half, kind: k } => {
            format!("{person}, {} {} → {}", date.day(), records::half(Lang::En, *half), kind(*k))
        }
        Label::MarkMany { n, session, kind: k } => format!("{session}: {n} cells → {}", kind(*k)),
        Label::Enrol { n, session } => format!("Enrol {n} in “{session}”"),
        Label::Enrolment { person, n: 1, session } => format!("{person}'s enrolment in “{session}”"),
        Label::Enrolment { person, n, session } => format!("{n} enrolments in “{session}” ({person}, …)"),
        Label::Replace { person, by } => format!("{by} comes for {person}"),
        Label::Status { session, to } => format!("“{session}” → {}", records::status(Lang::En, *to)),
        Label::Reopen { session, reason } => format!("Reopen “{session}”: {reason}"),
        Label::Move { session, first } => format!("Move “{session}” to {}", records::month_day(Lang::En, *first)),
        Label::Mishap { sessions, people } => format!("Mend the year: {sessions} sessions, {people} people"),
        Label::Plan { sessions, people } => format!("Adopt the plan: {sessions} sessions, {people} people"),
        Label::Lock { session, is_locked: true } => format!("Lock “{session}”"),
        Label::Lock { session, is_locked: false } => format!("Unlock “{session}”"),
        Label::Length { session, last } => format!("“{session}” ends on {}", records::month_day(Lang::En, *last)),
        Label::Place { session, at, first } => {
            format!("Move “{session}” to {}, {at}", records::month_day(Lang::En, *first))
        }
        Label::Topic { topic, session } => format!("“{topic}” is taught in “{session}”"),
        Label::TopicStep { topic, to } => format!("Topic “{topic}” → {}", records::topic_stage(Lang::En, *to)),
        Label::MergeTopic { topic, into } => format!("Merge topic “{topic}” into “{into}”"),
        Label::MergePeople { person } => format!("Merge two records of “{person}”"),
        Label::NotSame { one, other } => format!("“{one}” and “{other}” are not the same"),
        Label::Seats { township, session, heads, n_in, n_out, names } => {
            let people = match (names.len(), n_in + n_out) {
                (0, _) => String::new(),
                (shown, all) if shown < all => format!(" ({}, …)", names.join(", ")),
                _ => format!(" ({})", names.join(", ")),
            };
            let how = match (*n_in, *n_out) {
                (0, 0) => ", nobody named yet".to_owned(),
                (n, 0) => format!(", {n} seated"),
                (0, n) => format!(", {n} taken off"),
                (n, m) => format!(", {n} seated, {m} taken off"),
            };
            format!("{township}: {heads} in “{session}”{how}{people}")
        }
        Label::Venue { session, venue } => format!("Hold “{session}” in {venue}"),
        Label::Teach { session, trainer } => format!("Ask {trainer} to teach “{session}”"),
        Label::MovePeople { n, from, to } => format!("Move {n} people from “{from}” to “{to}”"),
        Label::Merge { from, into } => format!("Merge “{from}” into “{into}”"),
        Label::Mend { session } => format!("Adjust “{session}”"),
        Label::Evidence { session, n } => format!("{n} pieces of evidence of “{session}”"),
        Label::Disclose { paper, reason } => format!("Whole numbers printed on “{paper}”: {reason}"),
        Label::Check { rule, impact } => {
            format!("Check “{}”: {}", report::rule(Lang::En, *rule), checks::impact(Lang::En, *impact))
        }
        Label::FilePlan { year, is_filed: true } => format!("File the annual plan of {year}"),
        Label::FilePlan { year, is_filed: false } => format!("Take back the annual plan of {year}"),
        Label::CloseYear(year) => format!("Close the year {year}"),
        Label::ReopenYear { year, reason } => format!("Reopen the year {year}: {reason}"),
        Label::Rename { from, to, on } => format!("Call “{from}” “{to}” from {on}"),
        Label::MergeUnit { from, into, on } => format!("Merge “{from}” into “{into}” from {on}"),
    }
}
