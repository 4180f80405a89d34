/** The running count in the head of a form: how many measurements are in, how many fail. */
import type { Field, Form } from "./app_page.ts";
import { measuring } from "./cards.ts";
import { type Derived, facetAt } from "./derive.ts";
import { pathOf } from "./filling.ts";
import { rowsOf } from "./json.ts";
import { decimal } from "./number_entry.ts";

export type Tally = { done: number; all: number; failed: number };

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "";

/** Whether an answer is in: what stands in a measured cell counts once it reads as a number. */
const isIn = (column: Field, value: unknown): boolean =>
  !isBlank(value) && (column.limits === null || typeof value !== "string" || decimal(value) !== undefined);

export function tallyOf(form: Form, { values, facets }: Derived): Tally | null {
  let tally: Tally | null = null;
  for (const table of form.fields) {
    const parts = table.widget === "table" ? measuring(table) : null;
    if (!parts) continue;
    tally ??= { done: 0, all: 0, failed: 0 };
    for (const [index, row] of rowsOf(values[table.id]).entries()) {
      const asked = parts.entries.filter((column) => {
        const facet = facetAt(facets, pathOf(table.id, index, column.id));
        return facet.visible && facet.required;
      });
      tally.all += asked.length > 0 ? 1 : 0;
      tally.done += asked.length > 0 && asked.every((column) => isIn(column, row[column.id])) ? 1 : 0;
      const verdict = parts.verdict?.options.find((option) => option.value === row[parts.verdict?.id ?? ""]);
      tally.failed += verdict?.tone === "fail" ? 1 : 0;
    }
  }
  return tally;
}

/** What still stands empty though it is required, in the order of the form. */
export function missing(form: Form, { values, facets }: Derived): string[] {
  return form.fields.flatMap((field) => {
    const facet = facetAt(facets, field.id);
    if (!facet.visible) return [];
    if (field.widget !== "table") return facet.required && !facet.readOnly && blank(values[field.id]) ? [field.id] : [];
    const rows = rowsOf(values[field.id]);
    if (facet.required && rows.length === 0) return [field.id];
    return rows.flatMap((row, index) =>
      field.fields
        .filter((column) => {
          const cell = facetAt(facets, pathOf(field.id, index, column.id));
          return cell.visible && cell.required && !cell.readOnly && blank(row[column.id]);
        })
        .map((column) => pathOf(field.id, index, column.id)),
    );
  });
}

const blank = (value: unknown): boolean =>
  isBlank(value) || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);

/** What was typed into a number and cannot be read as one, with the words typed. */
export function misread(form: Form, { values }: Derived, isNumber: (field: Field) => boolean): Map<string, string> {
  const found = new Map<string, string>();
  const look = (field: Field, path: string, value: unknown) => {
    if (isNumber(field) && typeof value === "string" && decimal(value) === undefined) found.set(path, value);
  };
  for (const field of form.fields) {
    look(field, field.id, values[field.id]);
    rowsOf(field.widget === "table" ? values[field.id] : null).forEach((row, index) => {
      for (const column of field.fields) look(column, pathOf(field.id, index, column.id), row[column.id]);
    });
  }
  return found;
}
