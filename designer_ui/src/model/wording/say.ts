/** One sentence of the page in one language, its holes filled: `{name}`, and `{one|other}` by the number n. */
import type { Language } from "../label.ts";
import type { Key } from "./zh.ts";

export type { Key } from "./zh.ts";
export type Fill = Record<string, string | number>;
export type Say = (key: Key, fill?: Fill) => string;

/** Only the language somebody reads is fetched. */
const FETCH: Record<Language, () => Promise<Record<Key, string>>> = {
  zh: () => import("./zh.ts").then(({ zh }) => zh),
  en: () => import("./en.ts").then(({ en }) => en),
};
const catalogs = new Map<Language, Record<string, string>>();

/** Has the words of a language at hand; `say` needs it to have been awaited once. */
export async function learn(language: Language): Promise<void> {
  if (!catalogs.has(language)) catalogs.set(language, await FETCH[language]());
}

export function say(language: Language, key: Key, fill: Fill = {}): string {
  return (catalogs.get(language)?.[key] ?? key).replace(/\{([^{}]+)\}/g, (hole, inside: string) => {
    const [one, other] = inside.split("|");
    if (one !== undefined && other !== undefined) return fill.n === 1 ? one : other;
    const value = fill[inside];
    return value === undefined ? hole : String(value);
  });
}

/** The page's word for something the server names by a code, else what the server called it. */
export function wordFor(language: Language, prefix: string, code: string): string {
  return catalogs.get(language)?.[`${prefix}_${code.replace(/^.*[./]/, "")}`] ?? code;
}
