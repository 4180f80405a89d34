import { describe, expect, it } from "vitest";
import { readAppPage } from "./app_page.ts";
import { formAtTask } from "./task_form.ts";

const page = readAppPage({
  id: "shop",
  forms: {
    order: {
      id: "order",
      fields: [
        { id: "answer", kind: "text" },
        { id: "secret", kind: "text" },
        {
          id: "lines",
          kind: "table",
          fields: [
            { id: "item", kind: "text" },
            { id: "cost", kind: "number" },
            { id: "checked", kind: "text" },
          ],
        },
      ],
    },
  },
});
const order = page.forms.order;
if (!order) throw new Error("no form");

describe("a form at a step of a flow", () => {
  const parts = { lines: { columns: ["checked"], rows: ["delete"] } };
  const shown = formAtTask(order, { hidden: ["secret", "lines.cost"], parts });
  const lines = shown.fields.find((field) => field.id === "lines");

  it("shows neither hidden fields nor hidden columns", () => {
    expect(shown.fields.map((field) => field.id)).toEqual(["answer", "lines"]);
    expect(lines?.fields.map((column) => column.id)).toEqual(["item", "checked"]);
  });

  it("lets only the named columns be written, and only what is named be done with rows", () => {
    expect(lines?.fields.map((column) => column.readOnly)).toEqual([true, false]);
    expect(lines?.rows).toEqual(["delete"]);
  });

  it("leaves a table alone that may be written as a whole", () => {
    const whole = formAtTask(order, { hidden: [], parts: {} });
    expect(whole.fields[2]?.rows).toEqual(["add", "delete"]);
  });
});
