/**
 * What a scanned text says: GS1 element strings, as barcodes carry them (General Specifications, section 3), their
 * written form with brackets, and GS1 Digital Link addresses. Anything else is a code of the house, taken as it is.
 */

const SEPARATOR = "\u001d";

/** Application identifiers of fixed length: the digits of the value that follow. */
const FIXED: Record<string, number> = {
  "00": 18,
  "01": 14,
  "02": 14,
  "11": 6,
  "12": 6,
  "13": 6,
  "15": 6,
  "16": 6,
  "17": 6,
  "20": 2,
  "410": 13,
  "411": 13,
  "412": 13,
  "413": 13,
  "414": 13,
  "415": 13,
  "416": 13,
  "417": 13,
};

/** Identifiers of variable length: the most characters. They end at a separator or with the text. */
const VARIABLE: Record<string, number> = {
  "10": 20,
  "21": 20,
  "22": 20,
  "30": 8,
  "37": 8,
  "240": 30,
  "241": 30,
  "250": 30,
  "251": 30,
  "400": 30,
  "401": 30,
  "403": 30,
  "420": 20,
  "710": 20,
  "8006": 18,
  "8020": 25,
  "90": 30,
  ...Object.fromEntries(["91", "92", "93", "94", "95", "96", "97", "98", "99"].map((own) => [own, 90])),
};

/** Weights and measures: 31nn to 36nn, six digits, the last digit of the identifier places the decimal point. */
const MEASURE = /^3[1-6]\d\d/;

export type Elements = ReadonlyMap<string, string>;

/** The elements of a scanned text by application identifier; null when it is no GS1 text. */
export function gs1(scanned: string): Elements | null {
  const text = scanned.trim();
  const marked = /^\](?:C1|e0|d2|Q3|J1)/.exec(text);
  if (marked) return raw(text.slice(3));
  if (text.startsWith(SEPARATOR)) return raw(text);
  return bracketed(text) ?? digitalLink(text) ?? (text.includes(SEPARATOR) ? raw(text) : null);
}

/**
 * The codes a scan may mean, the likeliest first: what it says as a whole, then the lot, the serial number, the
 * shipping unit and the article in it.
 */
export function codes(scanned: string): string[] {
  const text = scanned.trim();
  const elements = gs1(text);
  const parts = ["10", "21", "00", "01", "240", "241"].flatMap((key) => elements?.get(key) ?? []);
  const last = elements ? [] : lastStep(text);
  return [...new Set([...(elements ? parts : [text]), ...last])].filter((code) => code !== "");
}

function raw(text: string): Elements | null {
  const found = new Map<string, string>();
  let rest = text.replace(new RegExp(`^${SEPARATOR}+`), "");
  while (rest !== "") {
    const element = first(rest);
    if (!element || found.has(element.key)) return null;
    found.set(element.key, element.value);
    rest = element.rest;
  }
  return found.size > 0 ? found : null;
}

function first(text: string): { key: string; value: string; rest: string } | null {
  for (const size of [4, 3, 2]) {
    const key = text.slice(0, size);
    const fixed = size === 4 && MEASURE.test(key) ? 6 : FIXED[key];
    if (fixed !== undefined) {
      const value = text.slice(size, size + fixed);
      return new RegExp(`^\\d{${fixed}}$`).test(value) ? { key, value, rest: past(text, size + fixed) } : null;
    }
    const most = VARIABLE[key];
    if (most !== undefined) {
      const end = text.indexOf(SEPARATOR, size);
      const value = text.slice(size, end < 0 ? undefined : end);
      return value !== "" && value.length <= most ? { key, value, rest: past(text, size + value.length) } : null;
    }
  }
  return null;
}

const past = (text: string, at: number): string => text.slice(text[at] === SEPARATOR ? at + 1 : at);

const BRACKETED = /\((\d{2,4})\)([^(]+)/g;

function bracketed(text: string): Elements | null {
  const pairs = [...text.matchAll(BRACKETED)];
  if (pairs.length === 0 || pairs.map(([whole]) => whole).join("") !== text) return null;
  return new Map(pairs.map(([, key = "", value = ""]) => [key, value]));
}

/** `https://…/01/09506000134352/10/ABC`, on whatever host: the keys are steps of the path. */
function digitalLink(text: string): Elements | null {
  const address = asAddress(text);
  if (!address) return null;
  const steps = address.pathname.split("/").slice(1).map(decoded);
  const start = steps.findIndex((step) => ["00", "01", "414", "8006"].includes(step));
  if (start < 0) return null;
  const found = new Map<string, string>();
  for (let at = start; at + 1 < steps.length; at += 2) found.set(steps[at] ?? "", steps[at + 1] ?? "");
  for (const [key, value] of address.searchParams) if (/^\d{2,4}$/.test(key)) found.set(key, value);
  return found.size > 0 ? found : null;
}

/** A label of the house may carry an address whose last step is the number. */
function lastStep(text: string): string[] {
  const address = asAddress(text);
  const path = address?.hash.includes("/") ? address.hash : address?.pathname;
  const last = path?.split(/[/?]/).filter(Boolean).at(-1);
  return last ? [decoded(last)] : [];
}

function asAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
