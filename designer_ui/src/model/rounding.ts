/** A computed number as its field keeps it: half away from zero, as on the server. */

export function rounded(plain: string, decimals: number | null): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!parts || decimals === null) return plain;
  const [, sign = "", whole = "0", fraction = ""] = parts;
  if (fraction.length <= decimals) return plain;
  const kept = BigInt(whole + fraction.slice(0, decimals)) + (fraction.charAt(decimals) >= "5" ? 1n : 0n);
  const digits = kept.toString().padStart(decimals + 1, "0");
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, "");
  const shown = `${digits.slice(0, digits.length - decimals)}${decimals > 0 && rest !== "" ? `.${rest}` : ""}`;
  return kept === 0n ? shown : `${sign}${shown}`;
}
