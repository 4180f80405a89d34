/**
 * A form while it is filled in: computed values, proposed defaults, and for every field whether it is visible,
 * required and writable now. The server works the same formulas out again when it accepts.
 */
import type { Field, Form, Formula } from "./app_page.ts";
import { pathOf } from "./filling.ts";
import { type Rows, rowsOf } from "./json.ts";
import type { Values } from "./record.ts";

export type Facet = { visible: boolean; required: boolean; readOnly: boolean; computed: boolean };
export type Derived = { values: Values; facets: Map<string, Facet> };

/** Works one formula out over a record and, inside a table, one of its rows; undefined when it cannot be known here. */
export type WorkOut = (formula: Formula, field: Field, values: Values, row: Values | null) => unknown;

const PASSES = 6;
const SHOWN: Facet = { visible: true, required: false, readOnly: false, computed: false };

const isPlain = (formula: Formula): boolean => !Array.isArray(formula);
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Beside what the form itself says: what this person may write, and what is asked for just now. */
export type Hand = { mayWrite: (field: Field) => boolean; asksFor?: ((field: Field) => boolean) | undefined };

export function derive(form: Form, typed: Values, workOut: WorkOut, hand: Hand): Derived {
  let values = typed;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const next = pass0(form, typed, values, workOut);
    if (same(next, values)) break;
    values = next;
  }
  return { values, facets: facetsOf(form, values, workOut, hand) };
}

/** One pass: every computed value and default worked out over what the pass before gave. */
function pass0(form: Form, typed: Values, values: Values, workOut: WorkOut): Values {
  let next = values;
  for (const field of form.fields) {
    if (field.widget === "table") {
      next = { ...next, [field.id]: rowsWorkedOut(field, typed, next, workOut) };
    } else {
      next = { ...next, ...worked(field, typed, next, null, workOut) };
    }
  }
  return next;
}

function rowsWorkedOut(table: Field, typed: Values, values: Values, workOut: WorkOut): Rows {
  const before = rowsOf(typed[table.id]);
  return rowsOf(values[table.id]).map((cells, index) => {
    const row = { ...cells };
    for (const column of table.fields) Object.assign(row, worked(column, before[index] ?? {}, values, row, workOut));
    return row;
  });
}

function worked(field: Field, typed: Values, values: Values, row: Values | null, workOut: WorkOut): Values {
  const formula = field.value ?? (typed[field.id] === undefined ? field.start : null);
  if (formula === null) return {};
  const value = isPlain(formula) && field.value === null ? formula : workOut(formula, field, values, row);
  return value === undefined ? {} : { [field.id]: value };
}

function facetsOf(form: Form, values: Values, workOut: WorkOut, hand: Hand): Map<string, Facet> {
  const facets = new Map<string, Facet>();
  let parts: { level: number; visible: boolean }[] = [];
  for (const field of form.fields) {
    const facet = facetOf(field, values, null, workOut);
    if (field.part > 0) {
      parts = [...parts.filter(({ level }) => level < field.part), { level: field.part, visible: facet.visible }];
    }
    facets.set(field.id, {
      ...facet,
      visible: facet.visible && parts.every(({ visible }) => visible),
      required: facet.required || (hand.asksFor?.(field) ?? false),
      readOnly: facet.readOnly || !hand.mayWrite(field),
    });
    if (field.widget !== "table") continue;
    rowsOf(values[field.id]).forEach((row, index) => {
      for (const column of field.fields) {
        facets.set(pathOf(field.id, index, column.id), facetOf(column, values, row, workOut));
      }
    });
  }
  return facets;
}

function facetOf(field: Field, values: Values, row: Values | null, workOut: WorkOut): Facet {
  const holds = (formula: Formula, otherwise: boolean): boolean => {
    if (typeof formula === "boolean") return formula;
    const value = isPlain(formula) ? otherwise : workOut(formula, field, values, row);
    return typeof value === "boolean" ? value : otherwise;
  };
  const computed = field.value !== null;
  return {
    visible: holds(field.visible, false),
    required: !computed && holds(field.required, false),
    readOnly: computed || holds(field.readOnly, false),
    computed,
  };
}

export const facetAt = (facets: Map<string, Facet>, path: string): Facet => facets.get(path) ?? SHOWN;
