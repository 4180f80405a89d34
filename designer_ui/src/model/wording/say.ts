/** One sentence of the page in one language, its holes filled: `{name}`, and `{one|other}` by the number n. */
import type { Language } from "../label.ts";
import { en } from "./en.ts";
import { type Key, zh } from "./zh.ts";

export type { Key } from "./zh.ts";
export type Fill = Record<string, string | number>;
export type Say = (key: Key, fill?: Fill) => string;

const CATALOGS: Record<Language, Record<Key, string>> = { zh, en };

export function say(language: Language, key: Key, fill: Fill = {}): string {
  return CATALOGS[language][key].replace(/\{([^{}]+)\}/g, (hole, inside: string) => {
    const [one, other] = inside.split("|");
    if (one !== undefined && other !== undefined) return fill.n === 1 ? one : other;
    const value = fill[inside];
    return value === undefined ? hole : String(value);
  });
}

const isKey = (text: string): text is Key => text in zh;

/** The page's word for something the server names by a code, else what the server called it. */
export function wordFor(language: Language, prefix: string, code: string): string {
  const key = `${prefix}_${code.replace(/^.*[./]/, "")}`;
  return isKey(key) ? say(language, key) : code;
}
