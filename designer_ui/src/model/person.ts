/** Who is signed in, and the apps open to them. */
import { Json, readList } from "./json.ts";
import { type Label, type Language, labelAt } from "./label.ts";

export type Me = {
  id: string;
  name: string;
  login: string;
  language: Language;
  organisation: string | null;
};
export type AppLine = { id: string; title: Label };

export function readMe(value: unknown): Me {
  const json = new Json(value, "me");
  const organisation = json.oneOrNull("organisation", (inner) => inner.text("id", ""));
  return {
    id: json.text("id"),
    name: json.text("name", ""),
    login: json.text("login", ""),
    language: json.text("language", "zh") === "en" ? "en" : "zh",
    organisation: organisation ?? json.textOrNull("organisation"),
  };
}

export const readApps = (value: unknown): AppLine[] =>
  readList(value, "apps", (json) => ({ id: json.text("id"), title: labelAt(json, "title", json.text("id")) }));

export type Notice = {
  id: string;
  at: string;
  message: Label;
  read: boolean;
  link: { app: string; form: string; id: string } | null;
};

export const readNotices = (value: unknown): Notice[] =>
  readList(Array.isArray(value) ? value : new Json(value, "notices").raw("notices"), "notices", (json) => ({
    id: json.text("id", ""),
    at: json.text("sent_at", ""),
    message: labelAt(json, "message"),
    read: json.flag("read"),
    link: json.oneOrNull("record", (record) => ({
      app: json.text("app", ""),
      form: record.text("form", ""),
      id: record.text("id", ""),
    })),
  }));
