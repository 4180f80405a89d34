/** Choosing among found records by key and by code. */
import type { Found } from "./record.ts";

const folded = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** The one record a typed or scanned code means: the only one found, or the only one whose name is exactly it. */
export function exactly(found: Found[], typed: string): Found | null {
  const same = found.filter((each) => folded(each.name) === folded(typed));
  if (same.length === 1) return same[0] ?? null;
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The next place in a list of a given length, round the ends. */
export const stepped = (at: number, step: number, length: number): number =>
  length === 0 ? -1 : at < 0 ? (step > 0 ? 0 : length - 1) : (at + step + length) % length;
