/** Equality and order: null equals only null, order with null is false, records are their ids. */
import { order } from "./text.ts";
import { identity, type Value } from "./value.ts";

export const same = (left: Value, right: Value): boolean => identity(left) === identity(right);

/** Negative, zero, positive; null where one of them is missing. */
export function apart(left: Value, right: Value): number | null {
  if (typeof left === "bigint" && typeof right === "bigint") return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === "string" && typeof right === "string") return order(left, right);
  return null;
}

const holds = (test: (apart: number) => boolean) => (left: Value, right: Value) => {
  const distance = apart(left, right);
  return distance !== null && test(distance);
};

export const less = holds((distance) => distance < 0);
export const atMost = holds((distance) => distance <= 0);

/** Both ends included; a missing end is open; a missing value is nowhere. */
export const between = (value: Value, lower: Value, upper: Value): boolean =>
  value !== null && (lower === null || atMost(lower, value)) && (upper === null || atMost(value, upper));

export const among = (value: Value, several: Value): boolean =>
  Array.isArray(several) && several.some((each) => same(value, each));

export const empty = (value: Value): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The first in order; nulls are passed over. */
export const least = (values: Value[]): Value =>
  values.reduce((best, value) => (best === null || less(value, best) ? value : best), null);

export const greatest = (values: Value[]): Value =>
  values.reduce((best, value) => (best === null || less(best, value) ? value : best), null);
