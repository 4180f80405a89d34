// @vitest-environment node
/**
 * The page's half of `tests/lang/expressions`: when EXPRESSION_BATCH names a file of JSON lines ({tree, records}), the
 * value of each tree over each of the records is written to EXPRESSION_VALUES, for Python to compare.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";
import { isLinked } from "./value.ts";

const asked = process.env.EXPRESSION_BATCH;
const answers = process.env.EXPRESSION_VALUES;
const TIME_ALLOWED = 600_000;

test.skipIf(!asked || !answers)(
  "the values asked for are worked out",
  () => {
    const lines = readFileSync(asked ?? "", "utf8")
      .trim()
      .split("\n");
    const [records, ...trees]: unknown[] = lines.map((line) => JSON.parse(line));
    expect(Array.isArray(records)).toBe(true);
    const frames = Array.isArray(records) ? records.filter(isLinked) : [];
    const values = trees.map((tree) => JSON.stringify(frames.map((record) => evaluate(tree, record))));
    writeFileSync(answers ?? "", values.join("\n"));
  },
  TIME_ALLOWED,
);
