/** Numbers as people type them: full-width digits, the Chinese full stop and grouping commas become one plain decimal. */

const FULL_WIDTH_ZERO = 0xff10;

function plainCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= FULL_WIDTH_ZERO && code <= FULL_WIDTH_ZERO + 9) return String(code - FULL_WIDTH_ZERO);
  if ("。．｡·".includes(character)) return ".";
  if ("－−–—ー".includes(character)) return "-";
  if (character === "＋") return "+";
  if (" \u00a0\u3000".includes(character)) return "";
  return character;
}

/** What the cell shows while a person types: same length of thought, plain characters. */
export function normalise(typed: string): string {
  const plain = Array.from(typed, plainCharacter).join("").replace(/^\+/, "");
  const grouped = plain.replaceAll("，", ",");
  if (/^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(grouped)) return grouped.replaceAll(",", "");
  return /^-?\d+,\d*$/.test(grouped) ? grouped.replace(",", ".") : grouped;
}

/** A decimal ready for the wire (".5" -> "0.5", "12." -> "12"), null when blank, undefined when it is no number. */
export function decimal(typed: string): string | null | undefined {
  const plain = normalise(typed);
  if (plain === "") return null;
  const parts = /^(-?)(\d*)(?:\.(\d*))?$/.exec(plain);
  if (!parts || ((parts[2] ?? "") === "" && (parts[3] ?? "") === "")) return undefined;
  const whole = (parts[2] ?? "").replace(/^0+(?=\d)/, "") || "0";
  return `${parts[1] ?? ""}${whole}${parts[3] ? `.${parts[3]}` : ""}`;
}

/** Digits after the point that were really typed; used to warn before the server rounds. */
export const decimalsOf = (plain: string): number => plain.split(".")[1]?.length ?? 0;
