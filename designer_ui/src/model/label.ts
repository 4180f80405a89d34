/** Words of a definition in both languages. */
import { isObject, type Json } from "./json.ts";

export type Language = "zh" | "en";
export type Label = { zh: string; en: string };

export const plain = (text: string): Label => ({ zh: text, en: text });

export function readLabel(value: unknown, otherwise = ""): Label {
  if (typeof value === "string") return plain(value);
  if (isObject(value)) {
    const zh = typeof value.zh === "string" ? value.zh : null;
    const en = typeof value.en === "string" ? value.en : null;
    return { zh: zh ?? en ?? otherwise, en: en ?? zh ?? otherwise };
  }
  return plain(otherwise);
}

export const labelAt = (json: Json, key: string, otherwise = ""): Label => readLabel(json.raw(key), otherwise);
