"""The few words pictures and tables use of their own, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from engine.lang.labels import Label, Language

STAGE = Label("阶段", "Stage")
ENTERED = Label("进入", "Entered")
PASSED = Label("通过", "Passed")
PASS_RATE = Label("通过率", "Pass rate")
RANK = Label("名次", "Rank")
RECORDS = Label("记录数", "Records")
SHARE = Label("占比", "Share")
CUMULATIVE = Label("累计占比", "Cumulative")
TARGET = Label("目标", "Target")
TOTAL = Label("合计", "Total")
TOO_FEW = Label("不足 {count} 条，不参与排名", "Fewer than {count}: not ranked")
NOTHING_HERE = Label("所选期间没有数据", "Nothing in this period")
TOO_MANY = Label("分组超过 {count} 个，请换一个更粗的维度", "More than {count} groups; choose a coarser dimension")
NOT_DRAWN = Label("另有 {count} 条未画出，见表格", "{count} more are not drawn; see the table")
NEGATIVES = Label("含负数，未计入图形，见表格", "Negative amounts are not drawn; see the table")
OPEN = Label("打开 {count} 条记录", "open {count} records")
NOT_NARROWED = Label("未按“{names}”筛选", "Not narrowed by {names}")
JOINED: Mapping[Language, str] = {"zh": "、", "en": ", "}
ENDED: Mapping[Language, str] = {"zh": "；", "en": "; "}
"""Between names, and between sentences."""
