import { expect, it } from "vitest";
import { intoColumns, tallness } from "./columns.ts";

it("fills the shorter column, keeping the order", () =>
  expect(intoColumns([3, 1, 1, 1, 2], 2, (height) => height)).toEqual([
    [3, 2],
    [1, 1, 1],
  ]));
it("knows how tall a drawing is", () => expect(tallness('<svg viewBox="0 0 560 280">')).toBeCloseTo(0.7));
it("takes a figure without a drawing as low", () => expect(tallness("")).toBeLessThan(0.5));
