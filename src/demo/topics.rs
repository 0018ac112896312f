//! Topic requests in every state, with those who asked.

use chrono::Days;

use super::calendar::{AS_OF, day};
use super::dice::Dice;
use super::people::Someone;
use super::sessions::Plan;
use super::units::Place;
use crate::model::{Asker, SessionId, Topic, TopicArea, TopicId, TopicState, Workspace};

/// What became of a request, before there are ids.
enum Fate {
    Asked,
    Planned,
    /// Into the request this many rows above.
    Merged(usize),
    /// With the session whose title holds this.
    Scheduled(&'static str),
    Answered(&'static str),
    Declined(&'static str),
}

use Fate::{Answered, Asked, Declined, Merged, Planned, Scheduled};
use TopicArea::{Admission, NewCountryside, Other, Prosperity, RuralWork, Theory};

/// Text, area, fate, number of askers.
const TOPICS: &[(&str, TopicArea, Fate, usize)] = &[
    ("蔬菜病虫害怎样防治", Prosperity, Scheduled("蔬菜病虫害防治远程课"), 12),
    ("大棚番茄嫁接技术", Prosperity, Answered("大棚蔬菜嫁接远程课"), 9),
    ("番茄、黄瓜嫁接", Prosperity, Merged(1), 3),
    ("农产品网上销售", Prosperity, Answered("农产品网上销售远程课"), 11),
    ("土地流转政策和合同怎么签", RuralWork, Scheduled("富乐大讲堂：土地流转政策"), 14),
    ("土地流转纠纷案例", RuralWork, Merged(1), 2),
    ("生猪防疫和保险", Prosperity, Scheduled("生猪防疫远程课"), 8),
    ("合作社的账怎么记", Prosperity, Scheduled("合作社财务远程课"), 7),
    ("发展党员的新程序", Admission, Scheduled("富乐大讲堂：发展党员工作细则"), 10),
    ("入党积极分子怎样培养", Admission, Planned, 4),
    ("食用菌栽培技术", Prosperity, Answered("食用菌栽培远程课"), 6),
    ("村务公开要公开哪些内容", RuralWork, Answered("村级财务管理远程课"), 5),
    ("中央一号文件讲了什么", Theory, Answered("富乐大讲堂：中央一号文件解读"), 7),
    ("科学发展观专题", Theory, Planned, 3),
    ("党的十八大有什么新要求", Theory, Asked, 9),
    ("新村聚居点怎样管理", NewCountryside, Answered("富乐大讲堂：城乡统筹与新村建设"), 5),
    ("垃圾集中处理的办法", NewCountryside, Scheduled("农村环境整治远程课"), 4),
    ("沼气池维护", NewCountryside, Asked, 3),
    ("农家乐怎样办出特色", Prosperity, Asked, 6),
    ("枇杷园怎样搞采摘旅游", Prosperity, Merged(1), 2),
    ("小额贷款怎样申请", Prosperity, Planned, 5),
    ("邻里矛盾怎样调解", RuralWork, Answered("富乐大讲堂：矛盾纠纷调解实务"), 8),
    ("新农合报销比例", Other, Scheduled("农村社会保障政策远程课"), 6),
    ("留守儿童心理辅导", Other, Asked, 4),
    ("电脑打字入门", Other, Planned, 3),
    ("购买彩票技巧", Other, Declined("与培训内容无关"), 1),
    ("出国考察农业", Prosperity, Declined("不符合出国（境）管理规定"), 2),
    ("水稻育秧和机插", RuralWork, Scheduled("水稻育秧远程课"), 6),
    ("支部怎样开好组织生活会", Theory, Asked, 5),
    ("低保评定的标准", Other, Scheduled("社区服务与网格管理远程课"), 3),
];

/// Puts the topic requests of one layer.
pub(super) fn put_topics(
    workspace: &mut Workspace,
    plans: &[(&Plan, SessionId)],
    people: &[Someone],
    places: &[Place],
    dice: &mut Dice,
) {
    let ids: Vec<TopicId> = TOPICS.iter().map(|_| workspace.ids.take()).collect();
    let session = |title: &str| plans.iter().find(|(plan, _)| plan.title == title).map(|(_, id)| *id);
    for (at, (text, area, fate, n)) in TOPICS.iter().enumerate() {
        let held = |title: &str, state: fn(SessionId) -> TopicState| session(title).map_or(TopicState::Planned, state);
        let state = match fate {
            Asked => TopicState::Asked,
            Planned => TopicState::Planned,
            Merged(up) => TopicState::Merged { into: ids[at - up] },
            Scheduled(title) => held(title, |session| TopicState::Scheduled { session }),
            Answered(title) => held(title, |session| TopicState::Answered { session }),
            Declined(reason) => TopicState::Declined { reason: (*reason).to_owned() },
        };
        // what was taught was asked for before
        let held = plans.iter().find(|(plan, _)| {
            matches!(fate, Answered(title) | Scheduled(title) if plan.title == *title) && plan.first_day() <= AS_OF
        });
        let first = match held {
            Some((plan, _)) => plan.first_day() - Days::new(40),
            None => day(3, 5) + Days::new(dice.below(80) as u64),
        };
        let askers = (0..*n).map(|_| {
            let someone = loop {
                let someone = &people[dice.below(people.len())];
                if !someone.is_special {
                    break someone;
                }
            };
            let is_branch = dice.per_mille(250);
            Asker {
                person: Some(someone.person.id).filter(|_| !is_branch),
                branch: Some(places[someone.branch].id),
                heads: 1,
                on: first + Days::new(dice.below(30) as u64),
            }
        });
        let askers = askers.collect();
        workspace.topics.put(Topic { id: ids[at], text: (*text).to_owned(), area: *area, state, askers });
    }
}
