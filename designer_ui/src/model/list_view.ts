/** A list's state lives in the address: search, one filter per field, the drill it came from. */

export type Filter = { field: string; value: string };
export type ListView = { q: string; filters: Filter[]; drill: Drill };
/** The mark of a chart a list stands behind; `only` is what its dashboard was narrowed to. */
export type Drill = { drill?: string; key?: string; series?: string; since?: string; until?: string; only?: string[] };

const DRILL = ["drill", "key", "series", "since", "until"] as const;

/** `filter=verdict:eq:fail` may come several times. */
export function readListView(search: string): ListView {
  const values = new URLSearchParams(search);
  const filters = values.getAll("filter").flatMap((text) => {
    const [field, , ...rest] = text.split(":");
    return field && rest.length > 0 ? [{ field, value: rest.join(":") }] : [];
  });
  const drill: Drill = Object.fromEntries(
    DRILL.flatMap((key) => (values.has(key) ? [[key, values.get(key) ?? ""]] : [])),
  );
  if (values.has("only")) drill.only = values.getAll("only");
  return { q: values.get("q") ?? "", filters, drill };
}

export function writeListView(view: ListView): string {
  const values = new URLSearchParams();
  if (view.q !== "") values.set("q", view.q);
  for (const filter of view.filters) values.append("filter", `${filter.field}:eq:${filter.value}`);
  for (const key of DRILL) if (view.drill[key] !== undefined) values.set(key, view.drill[key]);
  for (const each of view.drill.only ?? []) values.append("only", each);
  return values.toString();
}

/** One value per field: choosing the chosen one again takes it away. */
export function toggled(view: ListView, field: string, value: string): ListView {
  const chosen = view.filters.some((filter) => filter.field === field && filter.value === value);
  const others = view.filters.filter((filter) => filter.field !== field);
  return { ...view, filters: chosen ? others : [...others, { field, value }] };
}
