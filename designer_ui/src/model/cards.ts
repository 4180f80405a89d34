/** How a form is laid out: a section opens a card, a table stands in a card of its own. */
import type { Field } from "./app_page.ts";
import { pathOf, pathsIn } from "./tree.ts";

export type Card = { id: string; section: Field | null; table: Field | null; fields: Field[] };

const isTable = (field: Field): boolean => field.widget === "table";
const isSection = (field: Field): boolean => field.widget === "section";

const cardOf = (id: string, section: Field | null): Card => ({ id, section, table: null, fields: [] });

export function cardsOf(fields: Field[]): Card[] {
  const cards: Card[] = [cardOf("first", null)];
  let section: Field | null = null;
  for (const field of fields) {
    if (isSection(field)) {
      section = field;
      cards.push(cardOf(field.id, section));
    } else if (isTable(field)) {
      cards.push({ id: field.id, section, table: field, fields: [field] }, cardOf(`${field.id}-after`, null));
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
