/**
 * What a person fills in: pure steps from one state of the form to the next.
 * A key that is absent has not been touched, so its default stands; null was emptied on purpose.
 */
import type { Field } from "./app_page.ts";
import { newId } from "./identity.ts";
import { type Rows, rowsOf } from "./json.ts";
import type { Values } from "./record.ts";

/** `lot`, or `readings/2/measured`. */
export const pathOf = (...parts: (string | number)[]): string => parts.join("/");

export function set(values: Values, path: string, value: unknown): Values {
  const [field = "", row, column] = path.split("/");
  if (row === undefined || column === undefined) return { ...values, [field]: value };
  const rows = rowsOf(values[field]).map((cells, index) =>
    index === Number(row) ? { ...cells, [column]: value } : cells,
  );
  return { ...values, [field]: rows };
}

export function get(values: Values, path: string): unknown {
  const [field = "", row, column] = path.split("/");
  if (row === undefined || column === undefined) return values[field];
  return rowsOf(values[field])[Number(row)]?.[column];
}

export const addRow = (values: Values, table: string, id = newId(), cells: Values = {}): Values => ({
  ...values,
  [table]: [...rowsOf(values[table]), { ...cells, id }],
});

export const removeRow = (values: Values, table: string, index: number): Values => ({
  ...values,
  [table]: rowsOf(values[table]).filter((_, other) => other !== index),
});

/**
 * Rows as another record's table has them: copied columns are a snapshot of the source, what was typed before is kept
 * for the row it was typed for.
 */
export function copiedRows(table: Field, source: Rows, before: Rows): Rows {
  const columns = table.copied.length > 0 ? table.copied : table.fields.map((column) => column.id);
  return source.map((row) => {
    const known = before.find((other) => other.source_row === row.id);
    const copied = Object.fromEntries(columns.filter((id) => id in row).map((id) => [id, row[id]]));
    return { ...known, ...copied, id: known?.id ?? newId(), source_row: row.id };
  });
}
