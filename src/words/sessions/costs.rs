//! The words of the tab of money.

/// The words of the tab of money.
pub struct CostWords {
    /// Column: what the money is for.
    pub cost_item: &'static str,
    /// Column: who pays.
    pub payer: &'static str,
    /// Column: planned amount.
    pub planned: &'static str,
    /// Column: amount spent.
    pub actual: &'static str,
    /// Hint: nothing spent yet.
    pub not_yet_paid: &'static str,
    /// No cost lines.
    pub no_costs_yet: &'static str,
    /// Column: the paying unit, and a note.
    pub paid_by_and_note: &'static str,
    /// Button: one more line.
    pub add_cost: &'static str,
    /// Sum.
    pub planned_sum: &'static str,
    /// Sum.
    pub actual_sum: &'static str,
    /// Cost per head.
    pub per_head: fn(&str, u64) -> String,
    /// Field: where the money comes from.
    pub funding: &'static str,
    /// Field: paid days of reporting in.
    pub arrival_days: &'static str,
    /// Field: paid days of leaving.
    pub departure_days: &'static str,
    /// Error: no number of days.
    pub days_unreadable: &'static str,
    /// Field: who approved a session added to the plan.
    pub approver: &'static str,
    /// Hint: what to write there.
    pub approver_hint: &'static str,
    /// When it was filed, and whether on top of the plan.
    pub filed_on: fn(&str, bool) -> String,
    /// What the comprehensive rate allows: person-days, counted, limit.
    pub rate_line: fn(&str, &str, &str) -> String,
    /// The same where no rule names a rate.
    pub no_rate_line: fn(&str) -> String,
    /// Lecture fees and their limit.
    pub lecture_line: fn(&str, &str) -> String,
    /// By how much a limit is broken.
    pub over_by: fn(&str) -> String,
}

/// Chinese.
pub(super) const ZH: CostWords = CostWords {
    cost_item: "项目",
    payer: "出资",
    planned: "预算（元）",
    actual: "实际（元）",
    not_yet_paid: "未支出",
    no_costs_yet: "还没有经费记录",
    paid_by_and_note: "备注",
    add_cost: "加一行",
    planned_sum: "预算合计",
    actual_sum: "实际合计",
    per_head: |amount, heads| format!("人均 {amount}（{heads} 人）"),
    funding: "经费来源",
    arrival_days: "报到（天）",
    departure_days: "离开（天）",
    days_unreadable: "请填 0–10 的天数",
    approver: "审批人",
    approver_hint: "追加班次须写明",
    filed_on: |day, is_added| if is_added { format!("{day}追加") } else { format!("{day}报送，计划内") },
    rate_line: |days, counted, limit| format!("综合定额：{days} 人天，限额 {limit} 元，定额内费用 {counted} 元"),
    no_rate_line: |days| format!("{days} 人天 · 综合定额未设标准，不显示限额（可在“设置 · 规则”里取用或填写）"),
    lecture_line: |fees, limit| format!("讲课费 {fees} 元，按职称和学时最多 {limit} 元（税后，合班只付一次）"),
    over_by: |over| format!("超 {over} 元"),
};

/// English.
pub(super) const EN: CostWords = CostWords {
    cost_item: "Item",
    payer: "Payer",
    planned: "Planned",
    actual: "Spent",
    not_yet_paid: "none yet",
    no_costs_yet: "No cost lines yet",
    paid_by_and_note: "Note",
    add_cost: "Add a line",
    planned_sum: "Planned",
    actual_sum: "Spent",
    per_head: |amount, heads| format!("{amount} a head ({heads})"),
    funding: "Source of funds",
    arrival_days: "Days of arrival",
    departure_days: "Days of leaving",
    days_unreadable: "Type a number of days from 0 to 10",
    approver: "Approved by",
    approver_hint: "needed: it was added",
    filed_on: |day, is_added| if is_added { format!("added on {day}") } else { format!("filed on {day}") },
    rate_line: |days, counted, limit| {
        format!("Comprehensive rate: {days} person-days, limit {limit} yuan, {counted} counted")
    },
    no_rate_line: |days| format!("{days} person-days · no rate is set, so no limit is shown (Settings · Rules)"),
    lecture_line: |fees, limit| format!("Lecture fees {fees} yuan, by title and hours at most {limit} after tax"),
    over_by: |over| format!("{over} yuan over"),
};
