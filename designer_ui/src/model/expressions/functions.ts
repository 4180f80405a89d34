/** Every operator and function, over values already worked out. The twin of engine/lang/expressions/functions.py. */
import * as calendar from "./calendar.ts";
import * as comparing from "./comparing.ts";
import * as decimal from "./decimal.ts";
import * as texts from "./text.ts";
import type { Value } from "./value.ts";

type Apply = (values: Value[]) => Value;

const at = (values: Value[], index: number): Value => values[index] ?? null;
const number = (value: Value): decimal.Maybe => (typeof value === "bigint" ? value : null);
const text = (value: Value): string | null => (typeof value === "string" ? value : null);
const texty = (values: Value[]): [string | null, string | null] => [text(at(values, 0)), text(at(values, 1))];

/** Null in, null out. */
const ofNumber =
  (work: (value: decimal.Decimal) => Value): Apply =>
  (values) => {
    const value = number(at(values, 0));
    return value === null ? null : work(value);
  };

const ofNumbers =
  (work: (left: decimal.Decimal, right: decimal.Decimal) => Value): Apply =>
  (values) => {
    const left = number(at(values, 0));
    const right = number(at(values, 1));
    return left === null || right === null ? null : work(left, right);
  };

const ofText =
  (work: (value: string) => Value): Apply =>
  (values) => {
    const value = text(at(values, 0));
    return value === null ? null : work(value);
  };

const ofTextAndNumber =
  (work: (value: string, count: decimal.Decimal) => Value): Apply =>
  (values) => {
    const value = text(at(values, 0));
    const count = number(at(values, 1));
    return value === null || count === null ? null : work(value, count);
  };

const compare =
  (test: (left: Value, right: Value) => boolean): Apply =>
  (values) =>
    test(at(values, 0), at(values, 1));

/** A question about two texts; false where one is missing. */
const ask =
  (test: (whole: string, part: string) => boolean): Apply =>
  (values) => {
    const [whole, part] = texty(values);
    return whole !== null && part !== null && test(whole, part);
  };

function mid(values: Value[]): Value {
  const whole = text(at(values, 0));
  const start = number(at(values, 1));
  const count = number(at(values, 2));
  return whole === null || start === null || count === null ? null : texts.mid(whole, start, count);
}

function days(values: Value[]): Value {
  const [start, end] = texty(values);
  return start === null || end === null ? null : calendar.days(start, end);
}

export const FUNCTIONS: Record<string, Apply> = {
  "+": ofNumbers(decimal.add),
  "-": ofNumbers(decimal.subtract),
  "*": ofNumbers(decimal.multiply),
  "/": ofNumbers(decimal.divide),
  "%": ofNumbers(decimal.remainder),
  neg: ofNumber(decimal.negate),
  "==": compare(comparing.same),
  "!=": compare((left, right) => !comparing.same(left, right)),
  "<": compare(comparing.less),
  "<=": compare(comparing.atMost),
  ">": compare((left, right) => comparing.less(right, left)),
  ">=": compare((left, right) => comparing.atMost(right, left)),
  in: ([value = null, ...several]) => comparing.among(value, several),
  in_list: (values) => comparing.among(at(values, 0), at(values, 1)),
  not: (values) => at(values, 0) !== true,
  between: (values) => comparing.between(at(values, 0), at(values, 1), at(values, 2)),
  empty: (values) => comparing.empty(at(values, 0)),
  coalesce: (values) => values.find((value) => value !== null) ?? null,
  min: comparing.least,
  max: comparing.greatest,
  round: (values) => ofNumbers(decimal.round)([at(values, 0), values[1] ?? 0n]),
  abs: ofNumber(decimal.absolute),
  number: ofText(decimal.number),
  text: (values) => ofNumber(decimal.spell)(values) ?? text(at(values, 0)),
  length: ofText((value) => decimal.whole(texts.length(value))),
  concat: (values) => values.map((value) => text(value) ?? "").join(""),
  contains: ask((whole, part) => whole.includes(part)),
  starts_with: ask((whole, part) => whole.startsWith(part)),
  ends_with: ask((whole, part) => whole.endsWith(part)),
  lower: ofText((value) => value.toLowerCase()),
  upper: ofText((value) => value.toUpperCase()),
  left: ofTextAndNumber(texts.left),
  right: ofTextAndNumber(texts.right),
  mid,
  days,
  add_days: ofTextAndNumber(calendar.addDays),
  add_months: ofTextAndNumber(calendar.addMonths),
  year: ofText(calendar.year),
  month: ofText(calendar.month),
  weekday: ofText(calendar.weekday),
};

const numbers = (values: Value[]): decimal.Decimal[] => values.filter((value) => typeof value === "bigint");

/** Over what the body of an aggregate gave for each row. */
export const AGGREGATES: Record<string, Apply> = {
  count: (values) => decimal.whole(values.filter((value) => value === true).length),
  sum: (values) => decimal.sum(numbers(values)),
  avg: (values) => decimal.mean(numbers(values)),
  min: comparing.least,
  max: comparing.greatest,
  any: (values) => values.some((value) => value === true),
  all: (values) => values.every((value) => value === true),
};
