/** What leaves the page: only what a person may write, as the wire has it. */
import type { Field, Form } from "./app_page.ts";
import { type Derived, facetAt } from "./derive.ts";
import { pathOf } from "./filling.ts";
import { rowsOf } from "./json.ts";
import type { Values } from "./record.ts";

export type ToWire = (field: Field, value: unknown) => unknown;

/**
 * Computed, locked and layout fields stay here, unless a look-up asks with all that is known so far.
 */
export function outgoing(form: Form, { values, facets }: Derived, toWire: ToWire, { computed = false } = {}): Values {
  const sent: Values = {};
  for (const field of form.fields) {
    if (form.hidden.includes(field.id) || values[field.id] === undefined) continue;
    if (facetAt(facets, field.id).readOnly && !computed) continue;
    sent[field.id] =
      field.widget === "table" ? rowsSent(field, { values, facets }, toWire) : toWire(field, values[field.id]);
    if (sent[field.id] === undefined) delete sent[field.id];
  }
  return sent;
}

function rowsSent(table: Field, { values, facets }: Derived, toWire: ToWire): Values[] {
  return rowsOf(values[table.id]).map((row, index) => {
    const cells = table.fields.filter((column) => {
      const facet = facetAt(facets, pathOf(table.id, index, column.id));
      return !facet.readOnly && row[column.id] !== undefined;
    });
    const source = row.source_row === undefined ? {} : { source_row: row.source_row };
    return {
      id: row.id,
      ...source,
      ...Object.fromEntries(cells.map((column) => [column.id, toWire(column, row[column.id])])),
    };
  });
}
