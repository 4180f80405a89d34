/** What a typed value is to an expression: as the wire has it; what cannot be read yet is nothing. */
import { decimal } from "./number_entry.ts";
import type { Sort } from "./sort.ts";

export type Term = unknown;

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "";

export function toTerm(sort: Sort | "record", value: unknown): Term {
  if (isBlank(value)) return null;
  if (sort !== "number") return value;
  return typeof value === "string" ? (decimal(value) ?? null) : value;
}
