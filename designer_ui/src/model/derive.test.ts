import { describe, expect, it } from "vitest";
import { readAppPage } from "./app_page.ts";
import { derive, facetAt } from "./derive.ts";
import type { Around } from "./environment.ts";
import { set } from "./filling.ts";
import type { Values } from "./record.ts";
import { outgoing } from "./sending.ts";
import type { Sort } from "./sort.ts";
import { misread, missing, tallyOf } from "./tally.ts";
import { workingOut } from "./work_out.ts";

const name = (...path: string[]) => ["name", ...path, { is: "number" }];
const text = (word: string) => ["lit", "text", word];
const between = ["between", name("measured"), name("lower"), name("upper")];
const named = (path: string, is: string) => ["name", path, { is }];
const attribute = ["==", named("type", "text"), text("attribute")];
const VERDICT = { pass: { title: "Pass", tone: "pass" }, fail: { title: "Fail", tone: "fail" } };

const app = readAppPage({
  id: "demo",
  title: "Demo",
  today: "2026-11-22",
  options: { verdict: VERDICT },
  forms: {
    lot: {
      id: "lot",
      title: "Lot",
      fields: [
        { id: "supplier", kind: "link", to: "supplier" },
        { id: "size", kind: "number" },
      ],
    },
    supplier: { id: "supplier", title: "Supplier", fields: [{ id: "name", kind: "text" }] },
    inspection: {
      id: "inspection",
      title: "Inspection",
      fields: [
        { id: "lot", kind: "link", to: "lot", required: true },
        { id: "supplier", kind: "link", to: "supplier", value: ["name", "lot", "supplier", { is: "record" }] },
        { id: "sample", kind: "number", decimals: 0, default: ["name", "lot", "size", { is: "number" }] },
        {
          id: "readings",
          kind: "table",
          fields: [
            { id: "type", kind: "text", read_only: true },
            { id: "lower", kind: "number", read_only: true },
            { id: "upper", kind: "number", read_only: true },
            {
              id: "measured",
              kind: "number",
              limits: [name("lower"), name("upper")],
              required: ["not", attribute],
              visible: ["not", attribute],
            },
            {
              id: "verdict",
              kind: "choice",
              options: "verdict",
              value: [
                "choose",
                ["empty", name("measured")],
                ["lit", "nothing", null],
                ["choose", between, text("pass"), text("fail")],
              ],
            },
          ],
        },
        {
          id: "failed",
          kind: "number",
          value: [
            "rows",
            "count",
            ["name", "readings", { is: "rows" }],
            ["==", named("verdict", "text"), text("fail")],
          ],
        },
        { id: "remark", kind: "text", required: [">", name("failed"), ["lit", "number", "0"]] },
      ],
    },
  },
});

const SORTS: Record<string, Sort> = { link: "link", number: "number", table: "rows" };
const lot = {
  name: "L1",
  number: null,
  state: "submitted",
  frozen: false,
  values: { supplier: { id: "s1", name: "Hongda" }, size: "400" },
};
const around: Around = {
  app,
  now: new Date("2026-11-22T08:00:00Z"),
  find: (form, id) => (form === "lot" && id === "l1" ? lot : null),
  sortOf: (widget) => SORTS[widget] ?? "text",
};
const form = app.forms.inspection ?? Object.values(app.forms)[0];
if (!form) throw new Error("no form");
const rows = [
  { id: "a", type: "variable", lower: "24.98", upper: "25.02", measured: "25.00" },
  { id: "b", type: "variable", lower: "79.9", upper: "80.1", measured: "80.13" },
  { id: "c", type: "attribute" },
];
const filled = (values: Values) => derive(form, values, workingOut(form, around), { mayWrite: () => true });

describe("a form while it is filled in", () => {
  it("looks through a link once its record is read", () =>
    expect(filled({ lot: { id: "l1", name: "L1" } }).values).toMatchObject({ supplier: { id: "s1", name: "Hongda" } }));
  it("proposes a default until something is typed, also an empty one", () => {
    expect(filled({ lot: { id: "l1", name: "L1" } }).values.sample).toBe("400");
    expect(filled({ lot: { id: "l1", name: "L1" }, sample: null }).values.sample).toBeNull();
  });
  it("judges each row and counts them", () => {
    const { values } = filled({ readings: rows });
    expect(values.readings).toMatchObject([{ verdict: "pass" }, { verdict: "fail" }, { verdict: null }]);
    expect(values.failed).toBe("1");
  });
  it("takes full-width digits as digits while they are typed", () =>
    expect(filled(set({ readings: rows }, "readings/1/measured", "80.")).values.failed).toBe("0"));
  it("asks for what a condition asks for", () => {
    expect(missing(form, filled({ readings: rows }))).toEqual(["lot", "remark"]);
    expect(facetAt(filled({ readings: rows }).facets, "readings/2/measured").visible).toBe(false);
  });
  it("tallies what is measured", () =>
    expect(tallyOf(form, filled({ readings: rows }))).toEqual({ done: 2, all: 2, failed: 1 }));
  it("does not tally what is no number", () => {
    const derived = filled(set({ readings: rows }, "readings/0/measured", "abc"));
    expect(tallyOf(form, derived)).toMatchObject({ done: 1, all: 2 });
  });
  it("names what is no number", () => {
    const derived = filled(set({ readings: rows }, "readings/0/measured", "abc"));
    expect([...misread(form, derived, (field) => field.kind === "number")]).toEqual([["readings/0/measured", "abc"]]);
  });
  it("sends what was entered and nothing that was computed", () => {
    const sent = outgoing(form, filled({ lot: { id: "l1", name: "L1" }, readings: rows }), (_field, value) => value);
    expect(Object.keys(sent)).toEqual(["lot", "sample", "readings"]);
    expect(sent.readings).toEqual([{ id: "a", measured: "25.00" }, { id: "b", measured: "80.13" }, { id: "c" }]);
  });
});
