import { describe, expect, it } from "vitest";
import { decimal, normalise } from "./number_entry.ts";

describe("numbers as people type them", () => {
  it.each([
    ["２５．０１", "25.01"],
    ["25。01", "25.01"],
    ["－３", "-3"],
    ["1,234.5", "1234.5"],
    ["0,25", "0.25"],
    [" 12 ", "12"],
    ["25.", "25."],
  ])("%s is shown as %s", (typed, shown) => expect(normalise(typed)).toBe(shown));

  it.each([
    [".5", "0.5"],
    ["12.", "12"],
    ["007", "7"],
    ["-0.020", "-0.020"],
    ["", null],
    ["abc", undefined],
    ["1.2.3", undefined],
    ["-", undefined],
    [".", undefined],
  ])("%s goes to the server as %s", (typed, wire) => expect(decimal(typed)).toBe(wire));
});
