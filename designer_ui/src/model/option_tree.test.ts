import { describe, expect, it } from "vitest";
import { readField } from "./app_page.ts";
import { Json } from "./json.ts";
import { meantBy, wayTo } from "./option_tree.ts";

const options = { looks: { title: "Looks", options: { dent: { title: "Dent" } } }, size: { title: "Size" } };
const tree = readField({})(new Json({ id: "defect", kind: "tree_choice", options }, "defect")).options;
const values = (value: string) => wayTo(tree, value).map((option) => option.value);

describe("a tree of options", () => {
  it("leads to an option from the top", () => expect(values("dent")).toEqual(["looks", "dent"]));
  it("leads nowhere to an option it does not have", () => expect(values("scratch")).toEqual([]));
  it("means its last option", () => expect(meantBy(wayTo(tree, "looks"), false)).toBe("looks"));
  it("means nothing halfway where only ends may be picked", () =>
    expect(meantBy(wayTo(tree, "looks"), true)).toBeNull());
});
