/** Working a field's formulas out over the record being filled in. */
import type { Field, Form, Formula } from "./app_page.ts";
import type { WorkOut } from "./derive.ts";
import { type Around, environment, SHOWN } from "./environment.ts";
import { evaluate } from "./expressions/evaluate.ts";
import { isObject } from "./json.ts";
import { rounded } from "./rounding.ts";

/** What a formula gives, as the form keeps it: a link with its name, a number at its decimals. */
function asKept(field: Field, value: unknown): unknown {
  if (isObject(value)) return typeof value.id === "string" ? { id: value.id, name: value[SHOWN] ?? value.id } : null;
  return typeof value === "string" && field.decimals !== null ? rounded(value, field.decimals) : value;
}

/** Undefined for what this page cannot know; the server works it out again anyway. */
export function workingOut(form: Form, around: Around): WorkOut {
  return (formula, field, values, row) => {
    const table = row
      ? form.fields.find((each) => each.fields.includes(field) || hasColumn(each, field.id))
      : undefined;
    try {
      const names = environment(form, values, table && row ? { table, cells: row } : null, around);
      return asKept(field, evaluate(formula, names));
    } catch {
      return undefined;
    }
  };
}

const hasColumn = (table: Field, id: string): boolean => table.fields.some((column) => column.id === id);

/** A limit or nominal value as a number: written out, or worked out. */
export function boundOf(formula: Formula, workOut: (formula: Formula) => unknown): number | null {
  const value = Array.isArray(formula) ? workOut(formula) : formula;
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}
