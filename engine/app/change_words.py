"""The sentences of a plan, by code: what publishing a changed app does to what people entered."""

from __future__ import annotations

from collections.abc import Mapping

from engine.lang.labels import Label

SENTENCES: Mapping[str, Label] = {
    "form-added": Label("新表单“{name}”", "New form '{name}'"),
    "form-back": Label(
        "表单“{name}”重新启用，连同其 {count} 条记录", "Form '{name}' is back, with its {count} records"
    ),
    "form-renamed": Label(
        "表单“{name}”由 {old} 改名为 {new}，{count} 条记录随之保留",
        "Form '{name}' was called {old} and is {new} now; its {count} records go along",
    ),
    "form-archived": Label(
        "表单“{name}”被移除：{count} 条记录不再可见，仍留在数据库中，重新发布此表单后恢复",
        "Form '{name}' is removed: its {count} records go out of sight; they stay in the database and come back when "
        "the form is published again",
    ),
    "form-busy": Label(
        "表单“{name}”还有 {count} 个流程在进行，不能移除；请先办结",
        "Form '{name}' cannot be removed while {count} cases run on its records; let them end first",
    ),
    "table-added": Label("新明细表“{name}”", "New table '{name}'"),
    "table-back": Label("明细表“{name}”重新启用，连同其 {count} 行", "Table '{name}' is back, with its {count} rows"),
    "table-renamed": Label(
        "明细表“{name}”由 {old} 改名为 {new}，{count} 行随之保留",
        "Table '{name}' was called {old} and is {new} now; its {count} rows go along",
    ),
    "table-archived": Label(
        "明细表“{name}”被移除：{count} 行不再可见，仍留在数据库中，重新发布此表后恢复",
        "Table '{name}' is removed: its {count} rows go out of sight; they stay in the database and come back when the "
        "table is published again",
    ),
    "field-added": Label("新字段“{name}”", "New field '{name}'"),
    "field-back": Label("字段“{name}”重新启用，连同其 {count} 个值", "Field '{name}' is back, with its {count} values"),
    "field-renamed": Label(
        "字段“{name}”由 {old} 改名为 {new}，{count} 个值随之保留",
        "Field '{name}' was called {old} and is {new} now; its {count} values go along",
    ),
    "field-archived": Label(
        "字段“{name}”被移除：{count} 个值不再可见，仍留在数据库中，重新发布此字段后恢复",
        "Field '{name}' is removed: its {count} values go out of sight; they stay in the database and come back when "
        "the field is published again",
    ),
    "kind-widened": Label(
        "字段“{name}”的种类由 {old} 改为 {new}，{count} 个值全部转换保留",
        "Field '{name}' changes from {old} to {new}; all its {count} values are kept",
    ),
    "kind-lossy": Label(
        "字段“{name}”的种类由 {old} 改为 {new}：{count} 个值无法转换，将变为空；原值另存于数据库，改回 {old} 后恢复",
        "Field '{name}' changes from {old} to {new}: {count} of its values cannot be read as that and become empty; "
        "they are set aside in the database and come back with {old}",
    ),
    "limits-changed": Label(
        "字段“{name}”可填写的内容有变，现有的值都符合",
        "What may be entered in '{name}' changes; all its values fit",
    ),
    "limits-unmet": Label(
        "字段“{name}”可填写的内容有变：{count} 个值不再符合，保留原样，直到有人修改该记录",
        "What may be entered in '{name}' changes: {count} values no longer fit; they stay until somebody changes the "
        "record",
    ),
    "required-unmet": Label(
        "字段“{name}”改为必填：{count} 条已提交的记录没有值，保留原样，直到有人修改该记录",
        "'{name}' has to be filled in now: {count} submitted records lack it; they stay until somebody changes them",
    ),
    "option-renamed": Label(
        "字段“{name}”的选项 {old} 改为 {new}，{count} 个值随之更改",
        "Option {old} of '{name}' is called {new} now; {count} values follow",
    ),
    "option-removed": Label(
        "字段“{name}”的选项 {old} 被移除：{count} 条记录仍保留此值，但不能再选",
        "Option {old} of '{name}' is removed: {count} records keep it, but it can be chosen no longer",
    ),
    "key-doubled": Label(
        "表单“{name}”的唯一键 {columns} 不成立：{count} 条记录的值重复；请先更正",
        "{columns} cannot be the key of '{name}': {count} records share it with another; put them right first",
    ),
    "flow-added": Label("新流程“{name}”", "New flow '{name}'"),
    "flow-renamed": Label(
        "流程“{name}”由 {old} 改名为 {new}，{count} 个进行中的流程按原定义办结",
        "Flow '{name}' was called {old} and is {new} now; {count} running cases end by the definition they began with",
    ),
    "flow-removed": Label(
        "流程“{name}”被移除，{count} 个进行中的流程按原定义办结",
        "Flow '{name}' is removed; {count} running cases end by the definition they began with",
    ),
    "step-removed": Label(
        "流程“{name}”的步骤 {node} 被移除，停在该步骤的 {count} 个待办按原定义办结",
        "Step {node} of '{name}' is removed; the {count} tasks that wait there are decided by the definition they "
        "began with",
    ),
    "flow-running": Label(
        "流程“{name}”有变，{count} 个进行中的流程按原定义办结",
        "Flow '{name}' changes; {count} running cases end by the definition they began with",
    ),
    "role-removed": Label(
        "角色“{name}”被移除：{count} 人失去此角色的权限",
        "Role '{name}' is removed: {count} people lose what it allowed",
    ),
    "earlier-unreadable": Label(
        "上一版的定义已无法读取：只增加缺少的表和字段，不比较",
        "The definitions of the version before can no longer be read: what is missing is added, nothing is compared",
    ),
}
