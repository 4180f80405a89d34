import { describe, expect, it } from "vitest";
import { daysOf, PERIODS, periodOf, readNarrowing, toggledOnly, writeNarrowing } from "./narrowing.ts";

describe("what a dashboard is narrowed to", () => {
  it("is read from the address and written back", () => {
    const text = "from=2026-01-01&to=2026-02-01&only=supplier%3Aa&only=supplier%3Ab%3Ac";
    const read = readNarrowing(text);
    expect(read).toEqual({ from: "2026-01-01", to: "2026-02-01", only: ["supplier:a", "supplier:b:c"] });
    expect(writeNarrowing(read).toString()).toBe(text);
  });
  it("takes no day that is none", () => expect(readNarrowing("from=soon&to=").from).toBe(""));
  it("knows whole months, the running one among them", () => {
    expect(PERIODS.map((period) => daysOf(period, "2026-01-15").from)).toEqual([
      "2026-01-01",
      "2025-11-01",
      "2025-02-01",
    ]);
    expect(periodOf({ from: "2025-11-01", to: "2026-01-15", only: [] }, "2026-01-15")?.id).toBe("months3");
    expect(periodOf({ from: "2025-11-02", to: "2026-01-15", only: [] }, "2026-01-15")).toBeUndefined();
  });
  it("lets a value through, and no longer when it is chosen again", () => {
    const once = toggledOnly(readNarrowing(""), "supplier", "a");
    expect(once.only).toEqual(["supplier:a"]);
    expect(toggledOnly(once, "supplier", "b").only).toEqual(["supplier:a", "supplier:b"]);
    expect(toggledOnly(once, "supplier", "a").only).toEqual([]);
  });
});
