/** A record being filled in, as expressions read it: names, links that open, rows. */
import type { AppPage, Field, Form } from "./app_page.ts";
import { isText, rowsOf } from "./json.ts";
import { asLink, type Values } from "./record.ts";
import type { Sort } from "./sort.ts";
import { type Term, toTerm } from "./term.ts";

/** A linked record this page has already read; null while it has not. Asking also says that it is wanted. */
export type Linked = { name: string; number: string | null; state: string; frozen: boolean; values: Values };
export type FindLinked = (form: string, id: string) => Linked | null;
export type SortOf = (widget: string) => Sort;

export type Around = { app: AppPage; now: Date; find: FindLinked; sortOf: SortOf };
/** Where a link keeps what people call it; no field has such a name. */
export const SHOWN = "@shown";

type Names = Record<string, Term>;

/** Own, enumerable, worked out when read: a chain of links is followed only as far as a formula goes. */
function lazily(names: Record<string, () => Term>): Names {
  const made: Names = {};
  for (const [name, read] of Object.entries(names)) {
    Object.defineProperty(made, name, { get: read, enumerable: true, configurable: true });
  }
  return made;
}

const fieldReaders = (fields: Field[], values: Values, around: Around): Record<string, () => Term> =>
  Object.fromEntries(
    fields
      .filter((field) => around.sortOf(field.widget) !== "none")
      .map((field) => [field.id, () => termOf(field, values[field.id], around)]),
  );

export function termOf(field: Field, value: unknown, around: Around): Term {
  const sort = around.sortOf(field.widget);
  if (sort === "rows") return rowsOf(value).map((row) => lazily(fieldReaders(field.fields, row, around)));
  if (sort === "list") return Array.isArray(value) ? value.filter(isText) : null;
  if (sort === "link") return linkTerm(field, value, around);
  return toTerm(sort, value);
}

function linkTerm(field: Field, value: unknown, around: Around): Term {
  const link = asLink(value);
  if (!link) return null;
  const form = field.to ? around.app.forms[field.to] : undefined;
  if (!form) return { id: link.id, name: link.name, ...around.app.departments[link.id], [SHOWN]: link.name };
  const found = () => around.find(form.id, link.id);
  const readers = Object.fromEntries(
    form.fields
      .filter((each) => around.sortOf(each.widget) !== "none")
      .map((each) => [each.id, () => termOf(each, found()?.values[each.id], around)]),
  );
  return lazily({
    number: () => found()?.number ?? null,
    state: () => found()?.state ?? null,
    frozen: () => found()?.frozen ?? null,
    name: () => found()?.name ?? link.name,
    ...readers,
    id: () => link.id,
    [SHOWN]: () => found()?.name ?? link.name,
  });
}

/** Everything a formula of this form may name; in a table the row's columns come first. */
export function environment(
  form: Form,
  values: Values,
  row: { table: Field; cells: Values } | null,
  around: Around,
): Names {
  const own = lazily({
    number: () => null,
    state: () => "draft",
    ...fieldReaders(form.fields, values, around),
  });
  const rowReaders = row ? fieldReaders(row.table.fields, row.cells, around) : {};
  const readers = Object.fromEntries(Object.keys(own).map((name) => [name, () => own[name] ?? null]));
  return lazily({
    me: () => toTerm("record", around.app.me),
    today: () => toTerm("date", around.app.today),
    now: () => toTerm("moment", around.now.toISOString()),
    this: () => own,
    ...readers,
    ...rowReaders,
  });
}
