//! The fields of a person that are edited one at a time.

use crate::exchange::mask::{masked_id_number, masked_phone};
use crate::model::{Exemption, ExemptionReason, Period, Person, Sex};
use crate::ui::pages::records::{Column, Scene};
use crate::words::people::PeopleWords;
use crate::words::records;

/// The fields in the order of the form; with `is_masked`, personal numbers can be replaced but not read.
pub(super) fn columns<'a>(scene: Scene<'a>, words: &'static PeopleWords, is_masked: bool) -> Vec<Column<'a, Person>> {
    let mut sexes = vec![(None, words.unknown.to_owned())];
    sexes.extend([Sex::Male, Sex::Female].map(|sex| (Some(sex), records::sex(scene.lang, sex).to_owned())));
    let mut reasons = vec![(None, words.none.to_owned())];
    let named = |reason| (Some(reason), records::exemption(scene.lang, reason).to_owned());
    reasons.extend(ExemptionReason::ALL.map(named));
    vec![
        Column::text(words.name, |p: &Person| &p.name, |p, text| p.name = text),
        Column::choice(scene, words.sex, sexes, |p| p.sex, |p, sex| p.sex = sex),
        private(is_masked, words, words.phone, masked_phone, |p| &p.phone, |p, text| p.phone = text),
        private(
            is_masked,
            words,
            words.id_number,
            masked_id_number,
            |p| &p.id_number,
            |p, text| {
                p.id_number = text.to_uppercase();
            },
        ),
        Column::date(scene, words.birth, |p| p.birth, |p, day| p.birth = day),
        exemption_reason(scene, words, reasons),
        Column::date(
            scene,
            words.exempt_from,
            |p| exempt_period(p).since,
            |p, day| {
                if let Some(exemption) = &mut p.exemption {
                    exemption.period.since = day;
                }
            },
        ),
        Column::date(
            scene,
            words.exempt_until,
            |p| exempt_period(p).until,
            |p, day| {
                if let Some(exemption) = &mut p.exemption {
                    exemption.period.until = day;
                }
            },
        ),
        Column::date(
            scene,
            words.floating_from,
            |p| p.floating.and_then(|period| period.since),
            |p, day| {
                p.floating =
                    day.map(|day| Period { since: Some(day), until: p.floating.and_then(|period| period.until) });
            },
        ),
        Column::date(
            scene,
            words.floating_until,
            |p| p.floating.and_then(|period| period.until),
            |p, day| {
                p.floating = p.floating.map(|period| Period { until: day, ..period });
            },
        ),
        Column::date(scene, words.moved_on, |p| p.moved_away, |p, day| p.moved_away = day),
        Column::date(scene, words.died_on, |p| p.died, |p, day| p.died = day),
        Column::text(words.note, |p| &p.note, |p, text| p.note = text),
    ]
}

/// A personal number: what stands there masked and is left so stays as it is; half a mask is no number.
fn private<'a>(
    is_masked: bool,
    words: &'static PeopleWords,
    title: &'static str,
    mask: fn(&str) -> String,
    get: fn(&Person) -> &str,
    set: fn(&mut Person, String),
) -> Column<'a, Person> {
    if !is_masked {
        return Column::text(title, get, set);
    }
    let show = move |person: &Person| mask(get(person));
    Column::new(title, show, move |person, text| match text {
        same if same == mask(get(person)) => Ok(()),
        half if half.contains('*') => Err(words.number_half_masked.to_owned()),
        whole => {
            set(person, whole.to_owned());
            Ok(())
        }
    })
}

fn exemption_reason<'a>(
    scene: Scene<'a>,
    words: &'static PeopleWords,
    reasons: Vec<(Option<ExemptionReason>, String)>,
) -> Column<'a, Person> {
    Column::choice(
        scene,
        words.exempt_why,
        reasons,
        |p: &Person| p.exemption.as_ref().map(|exemption| exemption.reason),
        |p, reason| {
            let period = exempt_period(p);
            p.exemption = reason.map(|reason| Exemption { reason, period });
        },
    )
}

fn exempt_period(person: &Person) -> Period {
    person.exemption.as_ref().map_or(Period::ALWAYS, |exemption| exemption.period)
}
