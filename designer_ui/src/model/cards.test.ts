import { describe, expect, it } from "vitest";
import { readField } from "./app_page.ts";
import { cardsOf, measuring } from "./cards.ts";
import { Json } from "./json.ts";

const field = (id: string, widget: string, more: object = {}) =>
  readField({})(new Json({ id, kind: widget, widget, ...more }, id));

describe("the cards of a form", () => {
  it("begin anew at a section, and give a table its own", () => {
    const cards = cardsOf([
      field("a", "text"),
      field("rows", "table"),
      field("b", "text"),
      field("s", "section", { part: 2 }),
      field("c", "text"),
    ]);
    expect(cards.map((card) => card.fields.map((each) => each.id))).toEqual([["a"], ["rows"], ["b"], ["c"]]);
    expect(cards.at(-1)?.section?.id).toBe("s");
  });
  it("stand in their tab, with its sections, up to the next tab", () => {
    const cards = cardsOf([
      field("a", "text"),
      field("t", "tab", { part: 1 }),
      field("b", "text"),
      field("s", "section", { part: 2 }),
      field("c", "text"),
      field("rows", "table"),
      field("u", "tab", { part: 1 }),
      field("d", "text"),
    ]);
    const places = cards.map((card) => [card.tab?.id, card.section?.id, card.fields[0]?.id]);
    expect(places).toEqual([
      [undefined, undefined, "a"],
      ["t", undefined, "b"],
      ["t", "s", "c"],
      ["t", "s", "rows"],
      ["u", undefined, "d"],
    ]);
  });
  it("leave out a section without fields", () => expect(cardsOf([field("s", "section", { part: 2 })])).toEqual([]));
});

describe("a table of measured values", () => {
  const table = field("readings", "table", {
    fields: [
      { id: "no", kind: "number", read_only: true },
      { id: "characteristic", kind: "text", read_only: true },
      { id: "lower", kind: "number", read_only: true },
      { id: "upper", kind: "number", read_only: true },
      { id: "method", kind: "text", read_only: true },
      {
        id: "measured",
        kind: "number",
        limits: [
          ["name", "lower"],
          ["name", "upper"],
        ],
      },
      { id: "verdict", kind: "choice", value: ["lit", "text", "pass"] },
    ],
  });
  it("knows the part each column plays", () => {
    const parts = measuring(table);
    expect(parts?.title?.id).toBe("characteristic");
    expect(parts?.number?.id).toBe("no");
    expect(parts?.entries.map((each) => each.id)).toEqual(["measured"]);
    expect(parts?.verdict?.id).toBe("verdict");
    expect(parts?.facts.map((each) => each.id)).toEqual(["method"]);
  });
  it("is told from other tables by its limits", () =>
    expect(measuring(field("lines", "table", { fields: [{ id: "q", kind: "number" }] }))).toBeNull());
});
