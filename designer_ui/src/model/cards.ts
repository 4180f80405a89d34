/** How a form is laid out: a tab holds cards, a section opens one, a table stands in one of its own. */
import type { Field } from "./app_page.ts";
import { pathOf, pathsIn } from "./tree.ts";

export type Card = { id: string; tab: Field | null; section: Field | null; table: Field | null; fields: Field[] };

const isTable = (field: Field): boolean => field.widget === "table";
const TAB = 1;

const cardOf = (id: string, tab: Field | null, section: Field | null): Card => ({
  id,
  tab,
  section,
  table: null,
  fields: [],
});

export function cardsOf(fields: Field[]): Card[] {
  const cards: Card[] = [cardOf("first", null, null)];
  let tab: Field | null = null;
  let section: Field | null = null;
  for (const field of fields) {
    if (field.part > 0) {
      tab = field.part === TAB ? field : tab;
      section = field.part === TAB ? null : field;
      cards.push(cardOf(field.id, tab, section));
    } else if (isTable(field)) {
      const own = { id: field.id, tab, section, table: field, fields: [field] };
      cards.push(own, cardOf(`${field.id}-after`, tab, null));
    } else {
      cards.at(-1)?.fields.push(field);
    }
  }
  return cards.filter((card) => card.fields.length > 0);
}

/** The columns of a table of measured values by the part each plays; null for any other table. */
export type Measuring = {
  title: Field | null;
  number: Field | null;
  entries: Field[];
  verdict: Field | null;
  facts: Field[];
};

export function measuring(table: Field): Measuring | null {
  const measured = table.fields.filter((column) => column.limits !== null);
  if (measured.length === 0) return null;
  const named = new Set(measured.flatMap((column) => [...(column.limits ?? []), column.nominal]).flatMap(nameOf));
  const title = table.fields.find((column) => column.widget === "text") ?? null;
  const number = table.fields[0]?.widget === "number" && table.fields[0].limits === null ? table.fields[0] : null;
  const written = table.fields.filter((column) => column.readOnly !== true && column.value === null);
  const verdict = table.fields.find((column) => column.value !== null && column.widget === "choice") ?? null;
  const deciding = new Set(written.flatMap((column) => pathsIn(column.visible)).map(([name]) => name));
  const parts = new Set([title?.id, number?.id, verdict?.id, ...written.map((column) => column.id), ...named]);
  return {
    title,
    number,
    entries: written.filter((column) => column !== title && !named.has(column.id)),
    verdict,
    // What decides which entry is asked for is said by the entry itself.
    facts: table.fields.filter((column) => !parts.has(column.id) && !deciding.has(column.id)),
  };
}

/** The column a limit names, when it is no more than a name. */
export function nameOf(formula: unknown): string[] {
  const path = pathOf(formula);
  return path?.length === 1 ? path : [];
}
