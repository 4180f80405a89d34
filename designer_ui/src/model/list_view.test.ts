import { describe, expect, it } from "vitest";
import { readListView, toggled, writeListView } from "./list_view.ts";

describe("a list's address", () => {
  it("says what is searched, filtered and drilled into", () => {
    const text = "q=L1&filter=verdict%3Aeq%3Afail&drill=cockpit.ranking&key=s1&only=supplier%3Aa&only=supplier%3Ab";
    const view = readListView(text);
    expect(view).toEqual({
      q: "L1",
      filters: [{ field: "verdict", value: "fail" }],
      drill: { drill: "cockpit.ranking", key: "s1", only: ["supplier:a", "supplier:b"] },
    });
    expect(writeListView(view)).toBe(text);
  });
  it("keeps a value that holds colons", () =>
    expect(readListView("filter=at:eq:12:30").filters).toEqual([{ field: "at", value: "12:30" }]));
  it("takes a chip away when it is chosen again", () => {
    const once = toggled(readListView(""), "verdict", "fail");
    expect(once.filters).toHaveLength(1);
    expect(toggled(once, "verdict", "pass").filters).toEqual([{ field: "verdict", value: "pass" }]);
    expect(toggled(once, "verdict", "fail").filters).toEqual([]);
  });
});
