/** What has been scanned so far, each code once: a camera sees the same label many times a second. */

export type Scanned = {
  readonly codes: readonly string[];
  /** The code seen last, and whether it was there before. */
  readonly last: string | null;
  readonly again: boolean;
};

export const nothingScanned: Scanned = { codes: [], last: null, again: false };

/** One more look at a code. The label still in view is no second scan; one seen after another label is. */
export function scannedMore(before: Scanned, code: string): Scanned {
  if (before.last === code) return before;
  const again = before.codes.includes(code);
  return { codes: again ? before.codes : [...before.codes, code], last: code, again };
}

export const without = (before: Scanned, code: string): Scanned => ({
  codes: before.codes.filter((each) => each !== code),
  last: null,
  again: false,
});
