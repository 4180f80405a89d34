// @vitest-environment node
/** The cases of tests/cases/expressions/values.yaml, which Python, SQLite and PostgreSQL answer the same way. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";
import { isLinked } from "./value.ts";

const FILE = new URL("../../../../tests/cases/expressions/values.page.jsonl", import.meta.url);
const lines: unknown[] = readFileSync(FILE, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const cases = lines.filter(isLinked);

describe("every case gives what the server gives", () => {
  test.each(cases)("$expression", ({ tree, record, gives }) => {
    expect(evaluate(tree, isLinked(record) ? record : {})).toEqual(gives);
  });
});
