import { expect, it } from "vitest";
import { rounded } from "./rounding.ts";

it.each([
  ["2.5", 0, "3"],
  ["-2.5", 0, "-3"],
  ["0.0049", 2, "0"],
  ["-0.004", 2, "0"],
  ["9.999", 2, "10"],
  ["1.10", 3, "1.10"],
  ["1.25", null, "1.25"],
])("%s to %s places is %s", (plain, decimals, shown) => expect(rounded(plain, decimals)).toBe(shown));
