/** What the server says about an app to the person who is signed in: forms, options, rights, reports. */
import { isObject, Json } from "./json.ts";
import { type Label, labelAt } from "./label.ts";
import { readTone, type Tone } from "./tone.ts";
import { pathOf } from "./tree.ts";

/** `options` are those it divides into, in a tree. */
export type Option = { value: string; title: Label; tone: Tone; options: Option[] };

/** A condition or formula as it came: a plain value, or a tree for the expression evaluator. */
export type Formula = unknown;

export type Field = {
  id: string;
  kind: string;
  widget: string;
  /** The level of the part of the form it begins: 1 a tab, 2 a section; 0 none. */
  part: number;
  title: Label;
  help: Label | null;
  required: Formula;
  visible: Formula;
  readOnly: Formula;
  value: Formula;
  start: Formula;
  options: Option[];
  fields: Field[];
  to: string | null;
  scan: boolean;
  many: boolean;
  unit: string | null;
  decimals: number | null;
  currency: string | null;
  limits: [Formula, Formula] | null;
  nominal: Formula;
  /** For rows taken from another record's table: the path of that table, e.g. ["plan", "characteristics"]. */
  from: string[] | null;
  /** What people may do with rows here: those taken from another table come and go with it. */
  rows: ("add" | "delete")[];
  /** Columns whose values always come from there. */
  copied: string[];
  maximum: number | null;
  text: Label | null;
  /** A time of day with its seconds. */
  seconds: boolean;
  /** Only options without further ones may be picked. */
  leaves: boolean;
};

export type Form = {
  id: string;
  title: Label;
  numbered: boolean;
  name: string;
  list: string[];
  isLot: boolean;
  fields: Field[];
  rights: { see: boolean; create: boolean };
  hidden: string[];
  locked: string[];
};

export type AppPage = {
  id: string;
  title: Label;
  home: string[];
  forms: Record<string, Form>;
  dashboards: { id: string; title: Label }[];
  trace: boolean;
  external: boolean;
  /** The person as expressions see them, and the server's date. */
  me: Record<string, unknown>;
  /** What expressions ask of a department, by its id. */
  departments: Record<string, Record<string, unknown>>;
  today: string;
};

type OptionSets = Record<string, Option[]>;

const readOptions = (sets: unknown): Option[] =>
  isObject(sets)
    ? Object.entries(sets).map(([value, item]) => {
        const json = new Json(isObject(item) ? item : { title: item }, `options.${value}`);
        return {
          value,
          title: labelAt(json, "title", value),
          tone: readTone(json.raw("tone")),
          options: readOptions(json.raw("options")),
        };
      })
    : [];

/** Options are the name of a set, a map, or a list of {value, title, tone}. */
function optionsOf(json: Json, sets: OptionSets): Option[] {
  const raw = json.raw("options");
  if (typeof raw === "string") return sets[raw] ?? [];
  if (Array.isArray(raw)) {
    return json.list("options", (item) => ({
      value: item.text("value"),
      title: labelAt(item, "title", item.text("value")),
      tone: readTone(item.raw("tone")),
      options: readOptions(item.raw("options")),
    }));
  }
  return readOptions(raw);
}

function limitsOf(json: Json): [Formula, Formula] | null {
  const raw = json.raw("limits");
  return Array.isArray(raw) && raw.length === 2 ? [raw[0], raw[1]] : null;
}

export const readField =
  (sets: OptionSets) =>
  (json: Json): Field => ({
    id: json.text("id"),
    kind: json.text("kind"),
    widget: json.text("widget", json.text("kind")),
    part: json.number("part", 0),
    title: labelAt(json, "title", json.text("id")),
    help: json.has("help") ? labelAt(json, "help") : null,
    required: json.raw("required") ?? false,
    visible: json.raw("visible") ?? true,
    readOnly: json.raw("read_only") ?? false,
    value: json.raw("value") ?? null,
    start: json.raw("default") ?? null,
    options: optionsOf(json, sets),
    fields: json.list("fields", readField(sets)),
    to: json.textOrNull("to"),
    scan: json.flag("scan"),
    many: json.flag("many"),
    unit: json.textOrNull("unit"),
    decimals: json.numberOrNull("decimals"),
    currency: json.textOrNull("currency"),
    limits: limitsOf(json),
    nominal: json.raw("nominal") ?? null,
    from: pathOf(json.raw("from")),
    rows: pathOf(json.raw("from")) === null ? ["add", "delete"] : [],
    copied: json.texts("copied"),
    maximum: json.numberOrNull("maximum"),
    text: json.has("text") ? labelAt(json, "text") : null,
    seconds: json.flag("seconds"),
    leaves: json.flag("leaves"),
  });

const readForm =
  (sets: OptionSets) =>
  (json: Json): Form => ({
    id: json.text("id"),
    title: labelAt(json, "title", json.text("id")),
    numbered: json.flag("numbered"),
    name: json.text("name", "number"),
    list: json.texts("list"),
    isLot: json.flag("lot"),
    fields: json.list("fields", readField(sets)),
    rights: json.oneOrNull("rights", (rights) => ({ see: rights.flag("see"), create: rights.flag("create") })) ?? {
      see: false,
      create: false,
    },
    hidden: json.texts("hidden"),
    locked: json.texts("locked"),
  });

export function readAppPage(value: unknown): AppPage {
  const json = new Json(value, "app");
  const sets = Object.fromEntries(
    Object.entries(isObject(json.raw("options")) ? json.one("options", (inner) => inner.all) : {}).map(([id, set]) => [
      id,
      readOptions(set),
    ]),
  );
  return {
    id: json.text("id"),
    title: labelAt(json, "title", json.text("id")),
    home: json.texts("home"),
    forms: json.map("forms", readForm(sets)),
    dashboards: json.list("dashboards", (item) => ({ id: item.text("id"), title: labelAt(item, "title") })),
    trace: json.flag("trace"),
    external: json.flag("external"),
    me: json.oneOrNull("me", (me) => me.all) ?? {},
    departments: json.map("departments", (department) => department.all),
    today: json.text("today", new Date().toISOString().slice(0, 10)),
  };
}

/** The fields a person sees on the form, hidden ones left out. */
export const shownFields = (form: Form): Field[] => form.fields.filter((field) => !form.hidden.includes(field.id));
