//! The 27 units and the 691 branches. Knows no people.

use super::dice::{Dice, apportion};
use crate::model::{Branch, BranchId, BranchKind, Grade, Period, Township, TownshipId, TownshipKind, Workspace};

/// How many units there are.
pub(super) const N_UNITS: usize = 27;
/// The first so many of them farm.
pub(super) const N_RURAL: usize = 24;
/// The unit that lags furthest behind.
pub(super) const DONGXUAN: usize = 16;

/// What a unit is made of.
pub(super) struct Unit {
    pub(super) name: &'static str,
    /// What it is called in short, and what its organisations' names begin with.
    pub(super) short: &'static str,
    pub(super) kind: TownshipKind,
    /// Branches of each kind, in the order of [`BranchKind::ALL`].
    pub(super) branches: [usize; 7],
    /// How far its training has got, in per mille of its people: a wish that the totals bend a little.
    pub(super) progress: u64,
}

const fn unit(
    name: &'static str,
    short: &'static str,
    kind: TownshipKind,
    branches: [usize; 7],
    progress: u64,
) -> Unit {
    Unit { name, short, kind, branches, progress }
}

use TownshipKind::{Organs, Street, Town, Township as Rural};

/// The units in the official order.
pub(super) const UNITS: [Unit; N_UNITS] = [
    unit("游仙镇", "游仙", Town, [14, 6, 2, 5, 2, 3, 4], 571),
    unit("石马镇", "石马", Town, [15, 3, 2, 4, 1, 4, 3], 548),
    unit("新桥镇", "新桥", Town, [17, 3, 2, 3, 1, 4, 3], 530),
    unit("小枧沟镇", "小枧沟", Town, [13, 4, 2, 6, 1, 3, 3], 588),
    unit("魏城镇", "魏城", Town, [18, 3, 2, 4, 1, 5, 3], 562),
    unit("沉抗镇", "沉抗", Town, [14, 2, 1, 3, 0, 4, 2], 519),
    unit("忠兴镇", "忠兴", Town, [18, 3, 2, 3, 1, 4, 3], 540),
    unit("松垭镇", "松垭", Town, [13, 4, 2, 6, 1, 4, 3], 579),
    unit("柏林镇", "柏林", Town, [16, 2, 1, 3, 1, 3, 2], 511),
    unit("徐家镇", "徐家", Town, [15, 2, 1, 2, 0, 3, 2], 526),
    unit("石板镇", "石板", Town, [14, 2, 1, 2, 0, 3, 2], 497),
    unit("刘家镇", "刘家", Town, [14, 2, 1, 2, 0, 3, 2], 489),
    unit("玉河镇", "玉河", Town, [17, 2, 1, 3, 1, 3, 2], 553),
    unit("街子乡", "街子", Rural, [14, 1, 1, 1, 1, 3, 2], 618),
    unit("东林乡", "东林", Rural, [13, 1, 1, 1, 0, 2, 2], 522),
    unit("白蝉乡", "白蝉", Rural, [13, 1, 1, 1, 0, 2, 1], 481),
    unit("东宣乡", "东宣", Rural, [12, 1, 1, 1, 0, 2, 1], 363),
    unit("凤凰乡", "凤凰", Rural, [11, 1, 1, 1, 0, 2, 1], 503),
    unit("建华乡", "建华", Rural, [13, 1, 1, 1, 0, 2, 1], 492),
    unit("观太乡", "观太", Rural, [13, 1, 1, 1, 0, 2, 1], 470),
    unit("太平乡", "太平", Rural, [12, 1, 1, 1, 0, 2, 1], 455),
    unit("梓棉乡", "梓棉", Rural, [12, 1, 1, 1, 0, 2, 1], 438),
    unit("朝真乡", "朝真", Rural, [11, 1, 1, 1, 0, 2, 1], 421),
    unit("云凤乡", "云凤", Rural, [10, 1, 1, 1, 0, 2, 1], 388),
    unit("涪江街道", "涪江", Street, [0, 15, 2, 9, 6, 0, 4], 500),
    unit("富乐街道", "富乐", Street, [0, 13, 2, 8, 5, 0, 4], 536),
    unit("区直机关", "区直", Organs, [0, 0, 19, 2, 3, 0, 3], 640),
];

/// A branch while the district is being made.
pub(super) struct Place {
    pub(super) id: BranchId,
    pub(super) unit: usize,
    pub(super) kind: BranchKind,
    pub(super) name: String,
}

/// Puts the 27 units into the workspace.
pub(super) fn put_townships(workspace: &mut Workspace) -> Vec<TownshipId> {
    let units = UNITS.iter().zip(1..).map(|(unit, order)| Township {
        id: workspace.ids.take(),
        name: unit.name.to_owned(),
        kind: unit.kind,
        order,
        aliases: aliases(unit),
        valid: Period::ALWAYS,
        succession: crate::model::Succession::default(),
    });
    let units: Vec<Township> = units.collect();
    let ids = units.iter().map(|unit| unit.id).collect();
    workspace.townships = units.into_iter().collect();
    ids
}

fn aliases(unit: &Unit) -> Vec<String> {
    match unit.kind {
        Town | Rural => vec![unit.short.to_owned(), format!("{}党委", unit.name)],
        Street => vec![unit.short.to_owned(), format!("{}党工委", unit.name)],
        Organs => vec!["区级机关".to_owned(), "区直机关工委".to_owned()],
    }
}

/// Puts the branches of one layer into the workspace.
pub(super) fn put_branches(
    workspace: &mut Workspace,
    townships: &[TownshipId],
    layer: usize,
    dice: &mut Dice,
) -> Vec<Place> {
    let villages = village_names(layer, dice);
    let mut villages = villages.into_iter();
    let mut places = Vec::new();
    for (at, unit) in UNITS.iter().enumerate() {
        for (kind, n) in BranchKind::ALL.into_iter().zip(unit.branches) {
            for i in 0..n {
                let name = if kind == BranchKind::Village {
                    villages.next().unwrap_or_default()
                } else {
                    organisation(unit, kind, i, layer)
                };
                places.push(Place { id: workspace.ids.take(), unit: at, kind, name });
            }
        }
    }
    let grades = grades(&places, dice);
    for (place, grade) in places.iter().zip(grades) {
        workspace.branches.put(Branch {
            id: place.id,
            name: format!("{}党支部", place.name),
            township: townships[place.unit],
            kind: place.kind,
            grade,
            aliases: if place.kind == BranchKind::Village { vec![place.name.clone()] } else { Vec::new() },
            valid: Period::ALWAYS,
            succession: crate::model::Succession::default(),
        });
    }
    places
}

/// 207 advanced, 415 average and 69 lagging: chance decides, and how well the unit does.
fn grades(places: &[Place], dice: &mut Dice) -> Vec<Grade> {
    let mut order: Vec<(u64, usize)> =
        places.iter().enumerate().map(|(i, place)| (UNITS[place.unit].progress + dice.below(700) as u64, i)).collect();
    order.sort_unstable();
    let mut grades = vec![Grade::Average; places.len()];
    let n = apportion(places.len(), &[69, 415, 207]);
    for (_, i) in &order[..n[0]] {
        grades[*i] = Grade::Lagging;
    }
    for (_, i) in &order[n[0] + n[1]..] {
        grades[*i] = Grade::Advanced;
    }
    grades
}

const VILLAGE_HEADS: &[&str] = &[
    "龙", "凤", "石", "金", "青", "白", "红", "新", "高", "双", "三", "五", "玉", "清", "云", "天", "观", "柏", "松",
    "桂", "太", "万", "福", "长",
];
const VILLAGE_TAILS: &[&str] =
    &["桥", "河", "坝", "沟", "山", "岭", "湾", "坪", "泉", "林", "堰", "井", "垭", "寨", "庙", "溪", "台", "梁"];
const LAYER_HEADS: &[&str] = &["", "上", "下", "东", "西", "南", "北", "前", "后", "大", "小", "老"];

fn village_names(layer: usize, dice: &mut Dice) -> Vec<String> {
    let prefix = LAYER_HEADS[layer % LAYER_HEADS.len()];
    let mut names: Vec<String> = VILLAGE_HEADS
        .iter()
        .flat_map(|head| VILLAGE_TAILS.iter().map(move |tail| format!("{prefix}{head}{tail}村")))
        .collect();
    dice.shuffle(&mut names);
    names
}

const STREET_COMMUNITIES: &[&str] = &[
    "芙蓉溪",
    "沿江路",
    "东津",
    "五里堆",
    "红星街",
    "一环路",
    "开元",
    "仙鹤",
    "绿杨",
    "桥东",
    "江岸",
    "春晓",
    "文苑",
    "新村",
    "园艺",
    "金阳",
];
const FULE_COMMUNITIES: &[&str] = &[
    "富乐山",
    "桃花岛",
    "碧水",
    "枇杷园",
    "科园",
    "怡馨",
    "青年路",
    "玉女泉",
    "龙门",
    "双碑",
    "华庭",
    "锦绣",
    "石桥铺",
];
const COMPANIES: &[&str] =
    &["天源食品", "金穗种业", "宏达建材", "蜀江机械", "绿野农业", "同心商贸", "东辰物流", "新禾饲料", "锦华纺织"];
const SOCIAL: &[&str] = &["商会", "老年协会", "个体劳动者协会", "志愿者协会", "医院", "律师事务所"];
const SCHOOLS: &[&str] = &["中心小学", "初级中学", "中心幼儿园", "职业学校"];
const ORGANS: &[&str] = &[
    "农业", "教育", "财政", "民政", "水务", "林业", "交通", "审计", "统计", "文化", "卫生", "信访", "档案", "环保",
    "商务", "司法", "人社", "国土", "畜牧",
];

/// The trades of industry branches.
pub(super) const TRADES: &[&str] = &["蔬菜", "生猪", "食用菌", "乡村旅游", "水产养殖", "产品营销"];

fn organisation(unit: &Unit, kind: BranchKind, i: usize, layer: usize) -> String {
    let of = |list: &[&str]| list[i % list.len()].to_owned();
    let short = if unit.kind == Organs { "区" } else { unit.name };
    let name = match (kind, unit.kind) {
        (BranchKind::Village, _) => String::new(),
        (BranchKind::Community, Street) if unit.short == "涪江" => format!("{}社区", of(STREET_COMMUNITIES)),
        (BranchKind::Community, Street) => format!("{}社区", of(FULE_COMMUNITIES)),
        (BranchKind::Community, _) => {
            format!("{}{}社区", unit.short, of(&["场镇", "东街", "西街", "新街", "北街", "南街"]))
        }
        (BranchKind::Agency, Organs) => format!("区{}局", of(ORGANS)),
        (BranchKind::Agency, _) => format!("{short}{}", of(&["机关", "站所联合"])),
        (BranchKind::Company, _) => {
            format!("{}{}公司", unit.short, COMPANIES[(unit.progress as usize + i) % COMPANIES.len()])
        }
        (BranchKind::Social, _) => format!("{short}{}", of(SOCIAL)),
        (BranchKind::Industry, _) => format!("{}{}产业", unit.name, of(TRADES)),
        (BranchKind::School, Organs) => format!("区{}", of(&["实验学校", "特殊教育学校", "教师进修学校"])),
        (BranchKind::School, _) => format!("{short}{}", of(SCHOOLS)),
    };
    if layer == 0 { name } else { format!("{name}第{}", layer + 1) }
}
