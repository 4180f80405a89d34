/** UUIDv7 (RFC 9562 section 5.7): made where the record is made, so that sending twice stores once. */

export function newId(
  now: number = Date.now(),
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(10)),
): string {
  const time = now.toString(16).padStart(12, "0");
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(3), 16) % 4);
  const tail = `7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-${tail}`;
}
