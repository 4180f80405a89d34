/** A record as the server sends it, and the small pieces around it: links, files, people, trail events. */
import { isObject, Json } from "./json.ts";
import { type Label, readLabel } from "./label.ts";

export type Values = Record<string, unknown>;
export type Link = { id: string; name: string };
export type FileRef = { hash: string; name: string; type: string; size: number };
export type Person = { id: string; name: string };

export type RecordPage = {
  id: string;
  rev: number;
  number: string | null;
  state: string;
  name: string;
  values: Values;
  createdAt: string | null;
  createdBy: Person | null;
  changedAt: string | null;
  changedBy: Person | null;
  submittedAt: string | null;
  submittedBy: Person | null;
  frozen: boolean;
  /** Why it is held, one label a reason. */
  frozenReason: Label[];
  rights: { change: boolean; submit: boolean; delete: boolean };
};

export const asLink = (value: unknown): Link | null => {
  if (typeof value === "string" && value !== "") return { id: value, name: value };
  if (!isObject(value) || typeof value.id !== "string") return null;
  return { id: value.id, name: typeof value.name === "string" && value.name !== "" ? value.name : value.id };
};

export const asFiles = (value: unknown): FileRef[] => {
  const list = Array.isArray(value) ? value : isObject(value) ? [value] : [];
  return list.filter(isObject).map((item) => ({
    hash: typeof item.hash === "string" ? item.hash : "",
    name: typeof item.name === "string" ? item.name : "",
    type: typeof item.type === "string" ? item.type : "",
    size: typeof item.size === "number" ? item.size : 0,
  }));
};

export const readReasons = (value: unknown): Label[] =>
  (Array.isArray(value) ? value : value ? [value] : []).map((reason) => readLabel(reason));

const readPerson = (json: Json): Person => ({ id: json.text("id", ""), name: json.text("name", "") });

export const readRecord = (json: Json): RecordPage => ({
  id: json.text("id"),
  rev: json.number("rev", 0),
  number: json.textOrNull("number"),
  state: json.text("state", "draft"),
  name: json.text("name", json.text("number", "")),
  values: json.oneOrNull("values", (values) => values.all) ?? {},
  createdAt: json.textOrNull("created_at"),
  createdBy: json.oneOrNull("created_by", readPerson),
  changedAt: json.textOrNull("changed_at"),
  changedBy: json.oneOrNull("changed_by", readPerson),
  submittedAt: json.textOrNull("submitted_at"),
  submittedBy: json.oneOrNull("submitted_by", readPerson),
  frozen: json.flag("frozen"),
  frozenReason: readReasons(json.raw("frozen_reason")),
  rights: json.oneOrNull("rights", (rights) => ({
    change: rights.flag("change"),
    submit: rights.flag("submit"),
    delete: rights.flag("delete"),
  })) ?? { change: false, submit: false, delete: false },
});

export type RecordList = { records: RecordPage[]; next: string | null; total: number | null };

export function readRecordList(value: unknown): RecordList {
  const json = new Json(value, "records");
  return {
    records: json.list("records", readRecord),
    next: json.textOrNull("next"),
    total: json.numberOrNull("total"),
  };
}

/** `parent`: for a department the one it is part of. */
export type Found = { id: string; name: string; detail: string; parent: string | null };

export const readFound = (json: Json): Found => ({
  id: json.text("id"),
  name: json.text("name", json.text("id")),
  detail: json.text("detail", ""),
  parent: json.textOrNull("parent"),
});
