import { expect, test } from "vitest";
import { nothingScanned, scannedMore, without } from "./scanned.ts";

const looks = (...codes: string[]) => codes.reduce(scannedMore, nothingScanned);

test("a label in view is scanned once", () => {
  expect(looks("A", "A", "A")).toEqual({ codes: ["A"], last: "A", again: false });
});
test("codes stand in the order of scanning", () => {
  expect(looks("B", "A", "C").codes).toEqual(["B", "A", "C"]);
});
test("a label that comes back is told as a duplicate and not taken again", () => {
  expect(looks("A", "B", "A")).toEqual({ codes: ["A", "B"], last: "A", again: true });
});
test("a code taken out can be scanned again", () => {
  const emptied = without(looks("A"), "A");
  expect(emptied.codes).toEqual([]);
  expect(scannedMore(emptied, "A")).toEqual({ codes: ["A"], last: "A", again: false });
});
