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
};
