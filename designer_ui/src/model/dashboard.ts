/** A dashboard as drawn by the server: for each chart one picture, its formula and the same numbers as a table. */
import { Json, readList } from "./json.ts";
import { type Label, labelAt } from "./label.ts";

export type Chart = {
  id: string;
  title: Label;
  kind: string;
  svg: string;
  formula: Label | null;
  columns: { title: Label; numeric: boolean }[];
  rows: string[][];
  links: (string | null)[];
  /** What the picture leaves out, in words; empty when nothing. */
  notice: string;
  /** The address of all records the chart counts. */
  records: string | null;
};

/** What all charts may be narrowed by: to one of few options, or to records that are searched. */
export type Filter = {
  id: string;
  title: Label;
  options: { key: string; title: Label }[];
  searched: boolean;
  chosen: { key: string; name: string }[];
};

export type Dashboard = {
  title: Label;
  period: { from: string; to: string } | null;
  filters: Filter[];
  charts: Chart[];
};

const cell = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

const readChart = (json: Json): Chart => {
  const table = json.oneOrNull("table", (inner) => inner);
  const rows = table?.raw("rows");
  const links = table?.raw("links");
  return {
    id: json.text("id"),
    title: labelAt(json, "title", json.text("id")),
    kind: json.text("kind", ""),
    svg: json.text("svg", ""),
    formula: json.has("formula") ? labelAt(json, "formula") : null,
    columns:
      table?.list("columns", (column) => ({ title: labelAt(column, "title"), numeric: column.flag("number") })) ?? [],
    rows: Array.isArray(rows) ? rows.map((row) => (Array.isArray(row) ? row.map(cell) : [])) : [],
    links: Array.isArray(links) ? links.map((link) => (typeof link === "string" ? link : null)) : [],
    notice: json.text("notice", ""),
    records: json.textOrNull("records"),
  };
};

const readFilter = (json: Json): Filter => ({
  id: json.text("id"),
  title: labelAt(json, "title"),
  options: json.list("options", (option) => ({ key: option.text("key"), title: labelAt(option, "title") })),
  searched: json.flag("searched"),
  chosen: json.list("chosen", readOffered),
});

const readOffered = (json: Json) => ({ key: json.text("key"), name: json.text("name", "") });

export const readAllOffered = (value: unknown) => readList(value, "filter", readOffered);

export function readDashboard(value: unknown): Dashboard {
  const json = new Json(value, "dashboard");
  return {
    title: labelAt(json, "title"),
    period: json.oneOrNull("period", (days) => ({ from: days.text("from"), to: days.text("to") })),
    filters: json.list("filters", readFilter),
    charts: json.list("charts", readChart),
  };
}
