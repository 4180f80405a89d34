/** What an expression works with, and how the values of a record (as the wire has them) become that. */

import { moment } from "./calendar.ts";
import { type Decimal, decimal, spell } from "./decimal.ts";

/** Numbers are bigint; dates and moments are fixed-width text, so that their order is the order of text. */
export type Value = null | boolean | Decimal | string | Linked | Value[];
/** A linked record, or a row of a table. Its fields are read when they are asked for. */
export type Linked = { readonly [name: string]: unknown };
export type Is = "boolean" | "number" | "text" | "date" | "moment" | "record" | "list" | "rows" | "nothing";

export const isLinked = (value: unknown): value is Linked =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): Value =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : null;

const number = (value: unknown): Value =>
  typeof value === "bigint"
    ? value
    : typeof value === "number" || typeof value === "string"
      ? decimal(String(value))
      : null;

const READ: Record<Is, (value: unknown) => Value> = {
  boolean: (value) => (typeof value === "boolean" ? value : null),
  number,
  text,
  date: text,
  moment: (value) => (typeof value === "string" ? moment(value) : null),
  record: (value) => (typeof value === "string" || isLinked(value) ? value : null),
  list: (value) => (Array.isArray(value) ? value.map(text) : null),
  rows: (value) => (Array.isArray(value) ? value.filter(isLinked) : []),
  nothing: () => null,
};

/** A value of the wire, read as the type the server checked. */
export const read = (is: Is, value: unknown): Value => READ[is](value);

export const isType = (word: unknown): word is Is => typeof word === "string" && word in READ;

/** What a value looks like on the wire: numbers as decimal text. */
export const wire = (value: Value): unknown => (typeof value === "bigint" ? spell(value) : value);

/** What a value is compared by: a record by its id. */
export const identity = (value: Value): unknown => (isLinked(value) ? value.id : value);
