/** A form as one step of a flow lets people fill it in: what is hidden is gone, what may not be written is read. */
import type { Field, Form } from "./app_page.ts";
import type { TablePart, Task } from "./task.ts";

export function formAtTask(form: Form, task: Pick<Task, "hidden" | "parts">): Form {
  const shown = form.fields.filter((field) => !task.hidden.includes(field.id));
  return { ...form, fields: shown.map((field) => tableAtTask(field, task.hidden, task.parts[field.id])) };
}

function tableAtTask(table: Field, hidden: string[], part: TablePart | undefined): Field {
  if (table.fields.length === 0) return table;
  const columns = table.fields.filter((column) => !hidden.includes(`${table.id}.${column.id}`));
  if (!part) return { ...table, fields: columns };
  const fields = columns.map((column) => (part.columns.includes(column.id) ? column : { ...column, readOnly: true }));
  return { ...table, fields, rows: table.rows.filter((what) => part.rows.includes(what)) };
}
