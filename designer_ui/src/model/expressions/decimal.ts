/**
 * Exact numbers: a count of 10^-10, below 10^28. Rounding is half away from zero; what cannot be is null.
 * The server's arithmetic is engine/lang/expressions/numbers.py; both give the same digits.
 */

export type Decimal = bigint;
export type Maybe = Decimal | null;

export const PLACES = 10;
export const ONE = 10n ** BigInt(PLACES);
const LIMIT = 10n ** 28n * ONE;
const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?$/;
const SPELT = /^-?[0-9]{1,28}(\.[0-9]{1,30})?$/;

const size = (value: Decimal): Decimal => (value < 0n ? -value : value);

const bounded = (value: Decimal): Maybe => (size(value) < LIMIT ? value : null);

/** The nearest whole quotient; a half goes away from zero. */
export function quotient(value: bigint, by: bigint): bigint {
  const whole = value / by;
  const rest = size(value % by) * 2n;
  if (rest < size(by)) return whole;
  return value < 0n === by < 0n ? whole + 1n : whole - 1n;
}

/** A number as the wire spells it; more than ten places are rounded. */
export function decimal(text: string): Maybe {
  const found = WRITTEN.exec(text);
  if (!found) return null;
  const [, sign = "", whole = "0", fraction = ""] = found;
  const units = quotient(BigInt(whole + fraction) * ONE, 10n ** BigInt(fraction.length));
  return bounded(sign ? -units : units);
}

export const whole = (value: number): Decimal => BigInt(value) * ONE;

/** `1.1`, never `1.10`. */
export function spell(value: Decimal): string {
  const digits = size(value)
    .toString()
    .padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -PLACES)}${fraction && `.${fraction}`}`;
}

export const add = (left: Decimal, right: Decimal): Maybe => bounded(left + right);
export const subtract = (left: Decimal, right: Decimal): Maybe => bounded(left - right);
export const multiply = (left: Decimal, right: Decimal): Maybe => bounded(quotient(left * right, ONE));
export const divide = (left: Decimal, right: Decimal): Maybe =>
  right === 0n ? null : bounded(quotient(left * ONE, right));
/** With the sign of the dividend. */
export const remainder = (left: Decimal, right: Decimal): Maybe => (right === 0n ? null : left % right);
export const negate = (value: Decimal): Decimal => -value;
export const absolute = (value: Decimal): Decimal => size(value);

export function round(value: Decimal, places: Decimal): Maybe {
  const unit = 10n ** (BigInt(PLACES) - places / ONE);
  return bounded(quotient(value, unit) * unit);
}

/** The number a text spells, strictly; else null. */
export const number = (text: string): Maybe => (SPELT.test(text) ? decimal(text) : null);

/** The exact sum, which `sum` then fits and `avg` divides. */
export const total = (values: Decimal[]): Decimal => values.reduce((sum, value) => sum + value, 0n);
export const sum = (values: Decimal[]): Maybe => bounded(total(values));
export const mean = (values: Decimal[]): Maybe =>
  values.length === 0 ? null : bounded(quotient(total(values), BigInt(values.length)));
