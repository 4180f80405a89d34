// @vitest-environment node
/** The texts of tests/cases/readings.jsonl, which the server reads the same way. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { spot } from "./fault.ts";
import { read } from "./read.ts";
import { Digits, type Value } from "./value.ts";

interface Case {
  readonly text: string;
  readonly value: unknown;
  readonly found: readonly (readonly [string, number, number])[];
}

const FILE = new URL("../../../../tests/cases/readings.jsonl", import.meta.url);
const cases: Case[] = readFileSync(FILE, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** The codes of faults that only the library finds, each at a place of its own. */
const SYNTAX = new Set(["yaml-broken", "quotes-needed"]);

/** A value as JSON tells it: numbers and mappings marked, so that neither order nor spelling is lost. */
function told(value: Value): unknown {
  if (value instanceof Digits) return { number: value.written };
  if (value instanceof Map) return { entries: [...value].map(([key, held]) => [key, told(held)]) };
  return Array.isArray(value) ? value.map(told) : value;
}

describe("a text is read as the server reads it", () => {
  test.each(cases.filter(({ found }) => found.length === 0))("$text", ({ text, value }) => {
    const reading = read(text);
    expect(reading.faults).toEqual([]);
    expect(told(reading.value)).toEqual(value);
  });
});

describe("a text is refused as the server refuses it", () => {
  test.each(cases.filter(({ found }) => found.length > 0))("$text", ({ text, found }) => {
    const faults = read(text).faults.map(({ code, start }) => {
      const { line, column } = spot(text, start);
      return [code, line, column] as const;
    });
    if (found.some(([code]) => SYNTAX.has(code))) expect(faults).not.toEqual([]);
    else expect(faults).toEqual(found);
  });
});
