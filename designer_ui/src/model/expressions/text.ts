/** Text by code points: lengths, order and positions do not see UTF-16. Positions count from 1. */
import { type Decimal, ONE } from "./decimal.ts";

const FAR = 10n ** 9n;

function position(count: Decimal): number {
  const wanted = count / ONE;
  return Number(wanted > FAR ? FAR : wanted < -FAR ? -FAR : wanted);
}

export const length = (text: string): number => [...text].length;

/** Negative, zero or positive: code point order, as the databases and Python have it. */
export function order(left: string, right: string): number {
  const others = right[Symbol.iterator]();
  for (const character of left) {
    const other = others.next();
    if (other.done) return 1;
    const apart = (character.codePointAt(0) ?? 0) - (other.value.codePointAt(0) ?? 0);
    if (apart !== 0) return apart;
  }
  return others.next().done ? 0 : -1;
}

export const left = (text: string, count: Decimal): string => [...text].slice(0, Math.max(position(count), 0)).join("");

export function right(text: string, count: Decimal): string {
  const characters = [...text];
  return characters.slice(Math.max(characters.length - Math.max(position(count), 0), 0)).join("");
}

export function mid(text: string, start: Decimal, count: Decimal): string {
  const begin = position(start) - 1;
  const end = begin + Math.max(position(count), 0);
  return [...text].slice(Math.max(begin, 0), Math.max(end, 0)).join("");
}
