import { beforeEach, describe, expect, it } from "vitest";
import { type Draft, drafts, drop, find, keep } from "./draft.ts";

const draft: Draft = {
  app: "demo",
  form: "inspection",
  record: "r1",
  person: "li",
  rev: 0,
  values: { readings: [{ id: "a", measured: "25.01" }] },
  savedAt: "2026-11-22T08:00:00Z",
};

describe("drafts in this browser", () => {
  beforeEach(() => localStorage.clear());

  it("gives back what was typed", () => {
    expect(keep(localStorage, draft)).toBe(true);
    expect(find(localStorage, "li", "demo", "inspection", "r1")).toEqual(draft);
  });
  it("belongs to one person", () => {
    keep(localStorage, draft);
    expect(drafts(localStorage, "wang", "demo")).toEqual([]);
  });
  it("lists the newest first", () => {
    keep(localStorage, draft);
    keep(localStorage, { ...draft, record: "r2", savedAt: "2026-11-22T09:00:00Z" });
    expect(drafts(localStorage, "li", "demo").map((found) => found.record)).toEqual(["r2", "r1"]);
  });
  it("is gone once the server has it", () => {
    keep(localStorage, draft);
    drop(localStorage, draft);
    expect(drafts(localStorage, "li", "demo")).toEqual([]);
  });
  it("says so when the browser has no room", () => {
    const full = { getItem: () => null, removeItem: () => {}, key: () => null, length: 0 };
    const setItem = () => {
      throw new Error("QuotaExceededError");
    };
    expect(keep({ ...full, setItem }, draft)).toBe(false);
  });
  it("passes over what it cannot read", () => {
    localStorage.setItem("suyuan.draft/li/demo/inspection/r9", "{broken");
    expect(drafts(localStorage, "li", "demo")).toEqual([]);
  });
});
