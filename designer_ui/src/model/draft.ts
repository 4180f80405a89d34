/** Nothing typed is ever lost: what a person types lives in this browser until the server has it. */
import { isObject, Json } from "./json.ts";
import type { Values } from "./record.ts";

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export type Draft = {
  app: string;
  form: string;
  /** The record's id, made where the record is made. */
  record: string;
  person: string;
  /** The server's rev this draft started from; 0 for a new record. */
  rev: number;
  values: Values;
  savedAt: string;
};

const PREFIX = "suyuan.draft/";
const keyOf = (person: string, app: string, form: string, record: string): string =>
  `${PREFIX}${[person, app, form, record].join("/")}`;

/** False when this browser has no room or no storage: the page then says so. */
export function keep(shelf: Shelf, draft: Draft): boolean {
  try {
    shelf.setItem(keyOf(draft.person, draft.app, draft.form, draft.record), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export const drop = (shelf: Shelf, draft: Pick<Draft, "person" | "app" | "form" | "record">): void =>
  shelf.removeItem(keyOf(draft.person, draft.app, draft.form, draft.record));

function parse(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return null;
    const json = new Json(value, "draft");
    return {
      app: json.text("app"),
      form: json.text("form"),
      record: json.text("record"),
      person: json.text("person"),
      rev: json.number("rev"),
      values: json.one("values", (values) => values.all),
      savedAt: json.text("savedAt"),
    };
  } catch {
    return null;
  }
}

export const find = (shelf: Shelf, person: string, app: string, form: string, record: string): Draft | null =>
  parse(shelf.getItem(keyOf(person, app, form, record)));

/** This person's drafts in one app, newest first. */
export function drafts(shelf: Shelf, person: string, app: string): Draft[] {
  const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index));
  return keys
    .filter((key) => key?.startsWith(`${PREFIX}${person}/${app}/`))
    .flatMap((key) => parse(shelf.getItem(key ?? "")) ?? [])
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
}
