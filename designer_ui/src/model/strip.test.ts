import { describe, expect, it } from "vitest";
import { strip } from "./strip.ts";

describe("the tolerance strip", () => {
  it("puts the middle of the tolerance in the middle of the strip", () => {
    expect(strip(25, 24.98, 25.02).mark).toBeCloseTo(0.5);
    expect(strip(25, 24.98, 25.02, 25).nominal).toBeCloseTo(0.5);
  });
  it("places a value on its limit at the band's end", () => {
    const drawn = strip(80.1, 79.9, 80.1);
    expect(drawn.mark).toBe(drawn.upper);
    expect(drawn.standing).toBe("near");
  });
  it("shows a value outside beyond the band, but never off the strip", () => {
    const outside = strip(80.13, 79.9, 80.1);
    expect(outside.standing).toBe("fail");
    expect(outside.mark ?? 0).toBeGreaterThan(outside.upper ?? 1);
    expect(strip(9999, 79.9, 80.1).mark).toBeLessThan(1);
    expect(strip(-9999, 79.9, 80.1).mark).toBeGreaterThan(0);
  });
  it.each([
    ["roundness 0 with nominal 0", 0, 0, 0.02, 0, "pass"],
    ["roundness 0 without a nominal", 0, 0, 0.02, null, "pass"],
    ["roundness close to its one real limit", 0.0195, 0, 0.02, 0, "near"],
    ["hardness at a two-sided lower limit", 56.1, 56, 60, 58, "near"],
  ])("%s", (_name, value, lower, upper, nominal, standing) =>
    expect(strip(value, lower, upper, nominal).standing).toBe(standing),
  );
  it("knows one-sided limits", () => {
    expect(strip(1.2, null, 1.6).standing).toBe("pass");
    expect(strip(1.7, null, 1.6).standing).toBe("fail");
    expect(strip(1.7, null, 1.6).lower).toBeNull();
    expect(strip(5, 10, null).standing).toBe("fail");
  });
  it("draws nothing without limits, and no mark without a value", () => {
    expect(strip(1, null, null).mark).toBeNull();
    expect(strip(null, 1, 2)).toMatchObject({ standing: "empty", mark: null });
  });
});
