import { expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";

const lines = (count: number) => Array.from({ length: count }, () => ({}));
const yes = ["lit", "boolean", true];

/** any(lines, any(lines, …)), so many deep. */
const within = (depth: number, out = 0): unknown =>
  depth === 0 ? yes : ["rows", "any", ["name", "lines", { is: "rows", out }], within(depth - 1, out + 1)];

test("a thousand rows are no trouble", () => {
  expect(evaluate(within(1), { lines: lines(1000) })).toBe(true);
});

test("what takes too long gives nothing instead of a page that hangs", () => {
  expect(evaluate(within(4), { lines: lines(1000) })).toBeNull();
});
