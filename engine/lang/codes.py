"""What each code of a finding means, in both languages. Checks across files bring theirs in their own module."""

from __future__ import annotations

from collections.abc import Mapping

from engine.lang.labels import Label

OF_TEXT: Mapping[str, Label] = {
    "file-empty": Label("文件为空", "The file holds no definition"),
    "file-unread": Label("没有程序会读取这个文件", "Nothing reads this file"),
    "file-large": Label("文件超过 1 MB", "The file is larger than 1 MB"),
    "text-broken": Label("文件含有无法读取的字符，请以 UTF-8 保存", "Characters that cannot be read; save as UTF-8"),
    "template-wrong": Label("打印模板写法有误", "A print template cannot be used"),
    "yaml-broken": Label("YAML 写法有误：引号、括号或缩进", "Quotes, brackets or indentation are wrong"),
    "quotes-needed": Label("这段文字须放在引号内，否则会被截断", "Without quotes only a part of this text is read"),
    "yaml-deep": Label("嵌套超过 50 层", "Nested more than 50 levels deep"),
    "yaml-alias": Label("定义中不可使用锚点与引用（& 与 *）", "Definitions have no anchors and aliases (& and *)"),
    "yaml-merge": Label("定义中不可使用合并键（<<）", "Merge keys (<<) are not used in definitions"),
    "yaml-tag": Label("定义中不可使用类型标记（!）", "Type tags (!) are not used in definitions"),
    "yaml-documents": Label("一个文件只能有一份定义", "One file holds one definition"),
    "number-long": Label("数字过长；若为编码请加引号", "The number is too long; a code belongs in quotes"),
    "key-twice": Label("同一个键写了两次", "The same key stands here twice"),
    "key-wrong": Label("键应是一个词", "A key is one word"),
}
"""The text of a file."""

OF_VALUES: Mapping[str, Label] = {
    "key-unknown": Label("此处没有这个键", "No such key is known here"),
    "key-missing": Label("缺少必填的键", "A key that must be there is missing"),
    "kind-unknown": Label("没有这个种类", "There is no such kind"),
    "kind-missing": Label("没有说明种类", "It does not say which kind it is"),
    "value-wrong": Label("值的类型或写法不对", "The value is of the wrong type, or written in the wrong way"),
    "value-empty": Label("值为空", "The value is empty"),
    "value-limit": Label("值超出允许范围", "The value is beyond what is allowed"),
    "name-wrong": Label("名称只能用小写字母、数字和下划线", "A name has small letters, digits and underscores only"),
    "options-alike": Label(
        "两个选项写法相同，导入时无法区分", "Two options are written alike; an import could not tell"
    ),
}
"""One document by itself."""

OF_EXPRESSIONS: Mapping[str, Label] = {
    "syntax": Label("表达式写法有误", "The expression is not well formed"),
    "too-long": Label("表达式过长或过于复杂", "The expression is too long or too complicated"),
    "not-allowed": Label("表达式语言中没有这种写法", "The expression language does not have this"),
    "name-unknown": Label("此处没有这个名称", "There is no such name here"),
    "function-unknown": Label("没有这个函数", "There is no such function"),
    "arguments-wrong": Label("函数的参数不对", "The function takes other arguments"),
    "literal-wrong": Label("数字或文字的写法不对", "The number or text is written in the wrong way"),
    "type-wrong": Label("类型不符", "The types do not fit"),
    "option-unknown": Label("选项中没有这个值", "The options do not have this value"),
    "not-grouped": Label("度量中的字段须放在聚合函数内", "In a measure a field stands inside an aggregate"),
    "not-in-database": Label("数据库无法计算此表达式", "The database cannot compute this"),
    "hole-open": Label("花括号没有闭合", "A brace is never closed"),
    "record-expected": Label("这里应是一条记录", "A record is needed here"),
    "rows-expected": Label("这里应是一个明细表", "A table of the form is needed here"),
    "lot-expected": Label("这里应是一个批次", "A lot is needed here: a record of a form that trace.yaml declares"),
}
"""Expressions, and texts with expressions in braces."""

OF_FORMS: Mapping[str, Label] = {
    "form-unknown": Label("没有这个表单", "There is no such form"),
    "field-unknown": Label("没有这个字段，或不能用在这里", "There is no such field, or it does not fit here"),
    "name-missing": Label("没有可以代表记录的字段", "Nothing names a record of the form"),
    "name-twice": Label("已有同名的定义", "There is already a definition of this name"),
    "lookup-of": Label(
        "路径的末端不是关联记录自己保存的字段", "The path ends at no field that the linked record keeps"
    ),
    "roll-up-link": Label("该字段并不指向本表单", "This field does not lead to the form"),
    "name-live": Label(
        "汇总值在显示时才计算，表达式不能引用", "A figure worked out when shown is read by no expression"
    ),
    "number-pattern": Label("单号规则的写法有误", "The pattern of document numbers is wrong"),
    "value-circle": Label("计算值互相引用，成了循环", "Values are computed from each other in a circle"),
    "copy-nothing": Label("没有同名的列可以带入", "No column has the name of one that could be copied"),
    "copy-type": Label("带入的列类型不符", "The copied column is of another type"),
}

OF_FLOWS: Mapping[str, Label] = {
    "node-duplicate": Label("流程中已有同名的步骤", "The flow already has a step of this name"),
    "step-unreachable": Label("流程永远走不到这一步", "No case ever comes to this step"),
    "steps-endless": Label("流程会无人处理地无限循环", "A case goes round for ever with nobody deciding"),
    "goto-unknown": Label("流程中没有这个步骤", "The flow has no such step"),
    "goto-into-branch": Label("不能跳到另一个分支里", "One cannot jump into another branch"),
    "else-missing": Label("缺少“否则”分支", "The branch for all other cases is missing"),
    "else-not-last": Label("“否则”分支必须放在最后", "The branch for all other cases stands last"),
    "decide-no-choice": Label("决定须写入一个选择字段", "A decision is written to a choice field"),
    "step-unknown": Label("流程中没有可决定的这一步", "The flow has no step of this name where somebody decides"),
    "outcome-unknown": Label("不会有这个结果", "There is no such outcome"),
    "deadline-when": Label("期限须写 within 或 until 其一", "A deadline is either 'within' or 'until'"),
    "auto-outcome": Label("期限不能作出这个决定", "The deadline cannot decide this"),
    "auto-first": Label("期限立即作出决定，升级不会发生", "The deadline decides before anybody is escalated to"),
    "field-hidden": Label("要填写的字段被隐藏了", "A field to be filled in is hidden"),
    "rows-idle": Label("整张明细表已可编辑，无需另列行权限", "The whole table may be written: 'rows' adds nothing"),
    "address-nobody": Label("该字段不是人员或部门", "The field holds neither a person nor a department"),
    "address-kind": Label("此处不能这样指定人员", "People are not named like this here"),
}

OF_CALENDARS: Mapping[str, Label] = {
    "hours-order": Label("班次重叠或未按先后排列", "Shifts overlap, or do not stand in order"),
    "day-wrong": Label("没有这一天", "There is no such day"),
    "day-twice": Label("同一天既休息又上班", "The same day is off and worked"),
}
"""The working calendar."""

OF_RULES: Mapping[str, Label] = {
    "table-unknown": Label("没有这个决策表", "There is no such decision table"),
    "table-form": Label("该决策表用于另一个表单", "The decision table is for records of another form"),
    "table-column": Label("决策表没有这一列", "The decision table has no such column"),
    "table-gap": Label("有情况没有任何一行适用", "There are cases no row of the table fits"),
    "table-overlap": Label("两行同时适用而互相矛盾", "Two rows fit the same case and must not"),
    "table-row-idle": Label("这一行永远不会命中", "This row is never hit"),
    "table-large": Label("决策表过大，无法判断", "The decision table is too large to be judged"),
}
"""Rules and their decision tables."""

OF_REPORTS: Mapping[str, Label] = {
    "dataset-unknown": Label("没有这个数据集", "There is no such dataset"),
    "measure-unknown": Label("数据集没有这个度量", "The dataset has no such measure"),
    "filter-unknown": Label("没有图表可按此筛选", "No chart has anything to filter by of this name"),
    "filter-differs": Label("同名筛选项在数据集中取值不同", "The filter has other values in another dataset"),
    "units-mixed": Label("各阶段的单位不同", "The stages are counted in different units"),
    "no-date": Label("这里应是日期", "A date is needed here"),
    "no-dimension": Label("无法按此分组", "Rows cannot be grouped by this"),
    "step-missing": Label("按时间分组须说明步长", "Grouping by time needs a step"),
    "adds-not-up": Label("该度量不能相加", "This measure does not add up"),
    "example-wrong": Label("示例与度量的结果不符", "The worked example does not give what the measure gives"),
}

OF_RUNS: Mapping[str, Label] = {
    "return-direction": Label("退货须说明退给谁或从谁退回", "A return goes to somebody or comes from somebody"),
    "scenario-unknown": Label("没有这个场景", "There is no such scenario"),
    "scenario-failed": Label("场景未按预期进行", "The scenario did not go as written"),
    "demo-failed": Label("演示数据无法生成", "The demo cannot be told"),
    "app-unknown": Label("没有安装这个应用", "No such app is installed"),
    "column-unknown": Label("导入文件没有这一列", "The imported file has no such column"),
    "field-not-entered": Label("该字段不可填写", "The field is not entered by people"),
    "key-not-filled": Label("导入须填写识别字段", "An import fills the fields that tell records apart"),
}
"""Movements, scenarios, demos and imports."""

CODES: Mapping[str, Label] = {
    **OF_TEXT,
    **OF_VALUES,
    **OF_EXPRESSIONS,
    **OF_FORMS,
    **OF_FLOWS,
    **OF_CALENDARS,
    **OF_RULES,
    **OF_REPORTS,
    **OF_RUNS,
}
