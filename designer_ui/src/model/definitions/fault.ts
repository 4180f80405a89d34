/** Something wrong in the text of a definition, from character `start` on; the codes are those of the server. */
export interface Fault {
  readonly start: number;
  readonly code: string;
}

export const fault = (start: number, code: string): Fault => ({ start, code });

/** Line and column of a character, both counted from 1, the column in whole characters. */
export function spot(text: string, start: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, start).split(/\r\n|\r|\n/);
  const last = before.at(-1) ?? "";
  return { line: before.length, column: [...last].length + 1 };
}
