/** What a definition file says, before anybody asks what it means: plain values, with numbers as they were written. */

/** A number in the spelling of its author: `1.10` stays `1.10`. */
export class Digits {
  constructor(readonly written: string) {}
}

export type Value = string | boolean | null | Digits | readonly Value[] | ReadonlyMap<string, Value>;

/** The most characters a number may have; the server's engine/lang/scalars.py says the same. */
export const LONGEST_NUMBER = 40;

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const WORDS = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["~", null],
  ["", null],
]);

/** Whether a plain word is a number too long to be one. */
export const isLongNumber = (word: string): boolean =>
  word.length > LONGEST_NUMBER && /^\d+$/.test(word.replace(/^-+/, "").replace(".", ""));

/** An unquoted word: true, false, null, a number, and everything else is text. So `no`, `012` and `12E4` are text. */
export function plain(word: string): Value {
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  if (word.length > LONGEST_NUMBER || !NUMBER.test(word)) return word;
  return new Digits(word === "-0" ? "0" : word);
}
