/** A dashboard as drawn by the server: for each chart one picture, its formula and the same numbers as a table. */
import { Json } from "./json.ts";
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

export type Dashboard = { title: Label; charts: Chart[] };

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

export function readDashboard(value: unknown): Dashboard {
  const json = new Json(value, "dashboard");
  return { title: labelAt(json, "title"), charts: json.list("charts", readChart) };
}

export type Period = { from: string; to: string };

const day = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The last n days, both ends included. */
export function lastDays(days: number, now: Date): Period {
  return { from: day(new Date(now.getTime() - (days - 1) * 86_400_000)), to: day(now) };
}
