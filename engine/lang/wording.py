"""The sentences of problems, by code, in both languages. Each names the way out."""

from __future__ import annotations

from collections.abc import Mapping

from engine.lang.labels import Label

SENTENCES: Mapping[str, Label] = {
    "refused": Label("未能保存，请看各项提示", "Not saved; see the notes at the fields"),
    "not-found": Label("没有这条记录，或您无权查看", "There is no such record, or it is not for you"),
    "forbidden": Label("您没有这项操作的权限", "You are not allowed to do this"),
    "conflict": Label("已被他人先修改，请查看后重试", "Somebody else changed it first; look and try again"),
    "signed-out": Label("请先登录", "Please sign in first"),
    "required": Label("请填写此项", "Please fill this in"),
    "unknown-field": Label("没有名为“{name}”的字段{near}", "There is no field named '{name}'{near}"),
    "read-only": Label("此项由系统计算或不可修改，请勿填写", "This is computed or locked and cannot be written"),
    "key-taken": Label("已有相同的记录，请换一个值", "There is another record with the same value; choose another"),
    "key-not-unique": Label("已有记录的 {columns} 重复，不能作为唯一键", "Records share {columns}: this is no key"),
    "login-taken": Label("登录名“{login}”已被使用", "The login '{login}' is taken; choose another"),
    "text-unstorable": Label(
        "含有无法保存的字符，请重新输入", "It holds characters that cannot be kept; type it again"
    ),
    "filter-value": Label("筛选“{name}”没有“{value}”这一项", "The filter '{name}' has no value '{value}'"),
    "period-backward": Label("结束日期早于开始日期", "The last day is before the first; turn them round"),
    "unknown-operator": Label(
        "没有筛选方式“{name}”，可用：{operators}", "There is no filter '{name}'; there are {operators}"
    ),
    "file-too-large": Label(
        "文件超过 {megabytes} MB，请压缩后再传", "The file is over {megabytes} MB; make it smaller"
    ),
    "storage-full": Label(
        "存储空间已满，未保存任何内容，请联系管理员", "The disk is full and nothing was saved; tell your operator"
    ),
    "storage-failed": Label(
        "数据库暂时不可用，未保存，请稍后重试", "The database failed and nothing was saved; try again soon"
    ),
    "wrong-type": Label("此处应填{expected}", "This should be {expected}"),
    "not-by-schema": Label(
        "内容不符合此表单的数据格式", "This does not follow the form's schema; compare it with the schema"
    ),
    "too-much-work": Label(
        "行数过多或文字过长，超出公式的计算上限，请减少后再提交",
        "There are too many rows or too long texts for the formulas here; send fewer",
    ),
    "too-many-digits": Label("数字最多 {digits} 位", "A number has at most {digits} digits"),
    "too-many-decimals": Label("最多保留 {decimals} 位小数", "At most {decimals} decimals; round it"),
    "below-minimum": Label("不能小于 {minimum}", "This must be at least {minimum}"),
    "above-maximum": Label("不能大于 {maximum}", "This must be at most {maximum}"),
    "too-long": Label("最多 {maximum} 个字", "At most {maximum} characters; shorten it"),
    "broken-text": Label("含有残缺的字符，请重新输入", "It holds half a character; type it again"),
    "no-option": Label("请从选项中选择：{options}", "Choose one of the options: {options}"),
    "twice": Label("同一项出现了两次，请删去一个", "This stands here twice; remove one"),
    "no-such-day": Label("没有这一天，请检查日期", "There is no such day; check the date"),
    "no-such-moment": Label("没有这个时间，请检查日期和时刻", "There is no such moment; check the date and the time"),
    "no-such-record": Label("找不到唯一名为“{name}”的记录", "There is not exactly one record named '{name}'"),
    "too-many-files": Label("最多 {maximum} 个文件", "At most {maximum} files; remove some"),
    "too-many-rows": Label("最多 {maximum} 行", "At most {maximum} rows; split them over several records"),
    "row-missing": Label("缺少“{name}”这一行，请补上", "The row '{name}' is missing; add it"),
    "row-unknown": Label("此行不在来源中，请删去", "This row is not in the source; remove it"),
    "task-closed": Label("{who} 已于 {when} 处理：{what}", "{who} has already decided this at {when}: {what}"),
    "task-gone": Label("此待办已关闭", "This task is no longer open"),
    "outcome-unknown": Label(
        "此节点不能选“{outcome}”，可选：{offered}", "'{outcome}' cannot be chosen here; choose {offered}"
    ),
    "nobody-found": Label(
        "“{node}”没有可处理的人，已转给管理员", "Nobody was found for '{node}'; it went to the administrators"
    ),
    "step-budget": Label(
        "流程在“{node}”处循环不止，请管理员处理",
        "The flow runs in a circle at '{node}'; an administrator has to step in",
    ),
    "quantity-negative": Label("数量不能为负", "A quantity cannot be negative"),
    "malformed": Label(
        "请求的格式不对，请更新页面后重试", "The request is not of the expected form; reload the page and try again"
    ),
    "too-large": Label("内容太大，请缩小后再传", "This is too large; make it smaller"),
    "cross-origin": Label("请从本系统的页面操作", "This has to be done from this system's own page"),
    "not-json": Label("请以 JSON 发送", "Send it as JSON"),
    "our-fault": Label(
        "系统出错，未保存，我们已记录", "Something went wrong on our side and nothing was saved; it is on record"
    ),
    "sign-in-wrong": Label("登录名或密码不对", "The login or the password is wrong"),
    "too-many": Label("尝试次数过多，请一刻钟后再试", "Too many attempts; try again in a quarter of an hour"),
    "demo-not-here": Label(
        "此数据库里已有真实人员，演示数据请用另一个 --data 目录",
        "Real people work in this database; load the demo into another --data folder",
    ),
    "person-unknown": Label("没有登录名为“{login}”的人员", "Nobody signs in as '{login}'; add the person first"),
    "code-taken": Label("代码“{code}”已被使用", "The code '{code}' is taken; choose another"),
    "department-unknown": Label("没有代码为“{code}”的部门", "There is no department '{code}'; add it first"),
    "department-circle": Label(
        "不能放到自己的下级部门“{code}”中", "'{code}' is under it: a department cannot be its own part"
    ),
    "department-used": Label(
        "部门下还有人员或下级部门，请先移走", "There are people or departments in it; move them elsewhere first"
    ),
    "manager-circle": Label("上级不能是自己或自己的下属", "Somebody's manager cannot be themselves or under them"),
    "role-unknown": Label("没有名为“{role}”的角色", "There is no role '{role}'"),
    "not-yourself": Label(
        "不能停用自己或取消自己的管理员身份", "You cannot switch yourself off or stop being administrator"
    ),
    "no-link": Label("已停用的人员和服务账号没有登录链接", "Services and people switched off have no sign-in link"),
    "column-unknown": Label(
        "没有名为“{name}”的列，可用：{columns}", "There is no column '{name}'; there are {columns}"
    ),
    "language-unknown": Label("语言只能是 zh 或 en", "The language is zh or en"),
    "code-wrong": Label("代码须为一个词，例如 IQC", "A code is one word, such as IQC"),
    "token-reads": Label("此令牌只能读取", "This token only reads"),
    "not-by-token": Label("此操作须本人登录后进行", "Sign in yourself for this; a token is not enough"),
    "token-app-unknown": Label("没有名为“{app}”的应用", "There is no app '{app}' for this token"),
    "token-expired-already": Label("有效期须在将来", "A token has to expire in the future"),
    "service-only": Label(
        "只能为服务账号代建令牌；其他人请自行创建", "Tokens are made for services only; people make their own"
    ),
    "link-used": Label(
        "此链接已用过或已过期，请向管理员索取新链接", "This link was used or has expired; ask for a new one"
    ),
    "flow-running": Label("此记录已有同一流程在进行", "This flow is already running for this record"),
    "link-unknown": Label("没有这条记录，请重新选择", "There is no such record; choose another"),
    "link-unfit": Label("此处不能选这条记录，请重新选择", "This record does not fit here; choose another"),
    "lot-frozen": Label("批次 {lot} 已冻结（{reason}），不能使用", "Lot {lot} is frozen ({reason}) and cannot be used"),
    "lot-overdrawn": Label("批次 {lot} 只剩 {left}，请减少数量", "Only {left} is left of lot {lot}; enter less"),
    "rules-in-a-circle": Label(
        "规则互相触发不止（{chain}），请联系业务分析员",
        "The rules set each other off without end ({chain}); tell the analyst",
    ),
    "blocked": Label("{message}", "{message}"),
    "rule-incomplete": Label(
        "规则要生成的单据不完整（{where}：{why}），请联系业务分析员",
        "A rule makes an incomplete record ({where}: {why}); tell the analyst",
    ),
    "task-due": Label("“{node}”将于 {when} 到期，请及时处理", "'{node}' is due at {when}"),
    "task-late": Label("“{node}”已于 {when} 到期，请尽快处理", "'{node}' was due at {when}; please see to it"),
    "task-escalated": Label(
        "“{node}”已于 {when} 到期未处理，现升级给您", "'{node}' was due at {when} and now is yours to see to as well"
    ),
    "case-moves": Label("此流程没有停住，可能已有人处理", "This case is not stuck: somebody may have put it right"),
    "by-deadline": Label("系统（超时）", "The deadline"),
    "nobody-passed": Label("“{node}”没有找到处理人，已跳过", "Nobody was found for '{node}', so it was passed"),
    "nobody-stuck": Label(
        "“{node}”没有找到处理人，流程停在此处，请管理员处理",
        "Nobody was found for '{node}', so the case stops here until an administrator has put it right",
    ),
    "own-skipped": Label(
        "“{node}”的处理人只有发起人自己，已跳过", "'{node}' was passed: only the person who started the flow would sign"
    ),
    "too-many-signers": Label(
        "“{node}”的会签人超过 {most} 人，请改流程", "More than {most} people would sign '{node}'; change the flow"
    ),
    "escalated": Label("“{node}”已超时，已升级", "'{node}' was late and has been escalated"),
    "holidays-unknown": Label(
        "{years} 年的节假日安排尚未公布，期限按星期计算",
        "The holidays of {years} are not published yet: the deadline counts weekdays",
    ),
    "action-failed": Label(
        "“{node}”的动作未能完成（{why}），请管理员处理后重试",
        "The actions of '{node}' failed ({why}); an administrator puts it right and tries again",
    ),
    "not-here": Label("此节点不能填写此项", "This cannot be written at this step"),
    "row-not-here": Label("此节点不能增加行", "No row can be added at this step"),
    "rows-stay": Label("此节点不能删除行", "No row can be deleted at this step"),
    "already-submitted": Label("已提交，不能再存为草稿", "It is submitted and cannot become a draft again"),
    "definition-wrong": Label(
        "第 {line} 行第 {column} 列：{what}（{code}）", "Line {line}, column {column}: {what} ({code})"
    ),
    "plan-refused": Label("未发布，请看各项提示", "Not published; see what it would change"),
    "plan-loss": Label("{line}", "{line}"),
    "plan-blocked": Label("{line}", "{line}"),
    "version-unknown": Label(
        "应用 {app} 没有第 {version} 版，请从版本列表中选择",
        "{app} has no publication {version}; choose one from its list of versions",
    ),
    "form-gone": Label(
        "此流程按旧版本要用的表单 {form} 已被移除，请联系管理员",
        "This case follows an earlier version and needs the form {form}, which is removed; tell your operator",
    ),
    "flow-gone": Label(
        "此流程按旧版本要启动的流程 {flow} 已被移除，请联系管理员",
        "This case follows an earlier version and would start the flow {flow}, which is removed; tell your operator",
    ),
    "version-gone": Label(
        "此流程所用的定义版本 {version} 已无法读取，请联系管理员",
        "The definitions this case began with, version {version}, can no longer be read; tell your operator",
    ),
    "moved-stays": Label("批次和已过账的单据不能删除", "Lots and records that moved material cannot be deleted"),
    "file-unknown": Label("没有这个文件，请重新上传", "There is no such file; upload it again"),
    "did-submit": Label("提交", "Submitted"),
    "did-draft": Label("存草稿", "Saved as draft"),
    "did-create": Label("由规则生成", "Made by a rule"),
    "did-set": Label("由规则修改", "Changed by a rule"),
    "did-decide": Label("流程中填写", "Written in the flow"),
    "did-restore": Label("恢复", "Restored"),
    "did-delete": Label("删除", "Deleted"),
    "did-freeze": Label("冻结", "Frozen"),
    "did-release": Label("解除冻结", "Released"),
    "did-notify": Label("发出通知", "People were told"),
    "did-call": Label("调用外部系统", "Another system was called"),
    "why-rule": Label("规则“{rule}”，因{record}{event}", "Rule “{rule}”, because {record} {event}"),
    "why-flow": Label("流程“{flow}”的“{step}”，见{record}", "Step “{step}” of the flow “{flow}” on {record}"),
    "why-row": Label("（决策表“{table}”第 {row} 行）", " (decision table “{table}”, row {row})"),
    "why-hidden": Label("由系统规则执行", "Done by a rule of the house"),
    "event-created": Label("已创建", "was created"),
    "event-submitted": Label("已提交", "was submitted"),
    "event-changed": Label("已修改", "was changed"),
    "event-deleted": Label("已删除", "was deleted"),
    "event-decided": Label("已决定", "was decided"),
    "event-scheduled": Label("到了定时时间", "came to its time"),
    "did-import": Label("导入", "Imported"),
    "backup-refused": Label("备份未恢复，没有改动任何内容", "The backup was not restored and nothing has changed"),
    "backup-broken": Label(
        "备份文件损坏或被改动：{name}，请换一份备份", "The backup is damaged or was altered at {name}; take another one"
    ),
    "backup-newer": Label(
        "备份的格式版本为 {version}，请用更新的 Suyuan 恢复",
        "The backup has the format version {version}; restore it with a newer Suyuan",
    ),
    "app-unknown": Label("没有名为“{app}”的应用", "There is no app '{app}'"),
    "app-in-use": Label(
        "还有 {count} 个流程在运行，请先办结再移除", "{count} cases are running; let them end before removing the app"
    ),
    "database-not-empty": Label(
        "数据库非空（表 {table}），只能恢复到空数据库",
        "The database is not empty (table {table}); restore into a new one",
    ),
    "package-broken": Label("不是完好的 zip 包，请重新导出", "This is no sound zip file; export it again"),
    "package-empty": Label("包里没有文件", "There is no file in the package; export it again"),
    "package-wrapped": Label(
        "包的前后还有别的数据，可能被改过，请重新导出",
        "Other data stands before or behind the package; it may be tampered with, export it again",
    ),
    "package-entries": Label("包里的文件超过 {most} 个，请拆分", "The package has more than {most} files; split it"),
    "package-large": Label(
        "包解开后超过 {megabytes} MB，或膨胀超过 {ratio} 倍，不予读取",
        "The package holds more than {megabytes} MB, or {ratio} times its own size, and is not read",
    ),
    "package-text": Label("此文件超过 {most} 字节，请拆分", "This file has more than {most} bytes; split it"),
    "package-encrypted": Label("文件已加密，请去掉密码再打包", "This file is encrypted; pack it without a password"),
    "package-packing": Label("压缩方式不受支持，请用普通 zip", "It is packed in an unusual way; use a plain zip"),
    "package-link": Label("这是链接或设备，包里只能有文件", "This is a link or device; pack the file itself"),
    "package-name-unseen": Label(
        "文件名含有看不见或改变方向的字符，请改名", "The name holds invisible or turning characters; rename it"
    ),
    "package-name-outside": Label(
        "文件名指向包外，请只用包内的路径", "The name leads out of the package; use names inside the app"
    ),
    "package-name-twice": Label(
        "与“{first}”是同一个名字，请删去一个", "This is the same name as '{first}'; remove one"
    ),
    "package-name-unknown": Label(
        "包里只放定义文件，如 app.yaml、forms/lot.yaml；请打包文件夹里的内容，而非文件夹",
        "A package holds definitions such as app.yaml or forms/lot.yaml; pack what is in the folder, not the folder",
    ),
    "import-refused": Label("有错误行，未导入任何数据", "Some rows are wrong, so nothing was imported"),
    "not-mapped": Label(
        "映射文件中没有“{text}”的对应值", "The mapping does not say what '{text}' means; add it to 'map'"
    ),
    "sheet-too-large": Label("文件超过 {limit}，请拆分后导入", "The file is larger than {limit}; split it"),
    "sheet-broken": Label("第 {line} 行无法读取：{why}", "Line {line} cannot be read: {why}"),
    "template-failed": Label(
        "打印模板出错（{file}：{why}），请联系业务分析员", "The print template fails ({file}: {why}); tell the analyst"
    ),
    "workbook-broken": Label(
        "不是完好的 xlsx 文件，请用表格软件另存后再试", "This is no sound xlsx file; save it anew and try again"
    ),
    "export-too-many": Label(
        "超过 {most} 条，请先筛选再导出", "There are more than {most} records; filter the list, then export"
    ),
    "sheet-empty": Label("文件没有表头，第一行应为列名", "The file has no headers; its first line names the columns"),
    "sheet-encoding": Label("无法识别文件编码，请存为 UTF-8", "The encoding is not known; save the file as UTF-8"),
}


OPTIONAL = frozenset({"near"})
"""Holes that vanish without a value: a hint there may be."""


class _Blank(dict[str, str]):
    """Holes without a value stay readable instead of failing the answer."""

    def __missing__(self, key: str) -> str:
        return "" if key in OPTIONAL else f"{{{key}}}"


def wording(code: str, values: Mapping[str, str]) -> Label:
    """The sentence for a code with its holes filled."""
    return filled(SENTENCES.get(code, Label.both(code)), values)


def filled(sentence: Label, values: Mapping[str, str]) -> Label:
    """A sentence with its holes filled; a `zh|en` value fills each language with its own word."""
    zh = {key: value.split("|")[0] for key, value in values.items()}
    en = {key: value.split("|")[-1] for key, value in values.items()}
    return Label(sentence.zh.format_map(_Blank(zh)), sentence.en.format_map(_Blank(en)))
