/** Tasks of running flows as the inbox and the decision page show them. */
import { isObject, isText, Json, readList } from "./json.ts";
import { type Label, labelAt } from "./label.ts";
import { type RecordPage, readRecord } from "./record.ts";
import { readTone, type Tone } from "./tone.ts";

export type Box = "todo" | "done" | "started" | "copied";
export const BOXES: Box[] = ["todo", "done", "started", "copied"];
export const isBox = (text: string): text is Box => BOXES.some((box) => box === text);

export type Fact = { label: Label; text: Label; tone: Tone };
export type TaskLine = {
  id: string;
  app: string;
  flow: Label;
  node: string;
  title: Label;
  record: { form: string; id: string; number: string; name: string };
  openedAt: string | null;
  due: string | null;
  state: string;
  outcome: Label | null;
  facts: Fact[];
};

export type Outcome = { id: string; title: Label; tone: Tone };
export type TrailEvent = {
  at: string;
  by: string;
  verb: string;
  title: Label;
  outcome: Label | null;
  tone: Tone;
  comment: string;
  changes: { field: string; title: Label; before: string; after: string }[];
  /** Why it happened by itself, the nearest cause first; empty for what a person did. */
  because: Reason[];
};
/** A rule or flow and the record whose event it heard of, none where that is not for this person. */
export type Reason = { title: Label; record: { form: string; id: string } | null };
export type TablePart = { columns: string[]; rows: string[] };
export type Task = TaskLine & {
  full: RecordPage | null;
  rev: number;
  outcomes: Outcome[];
  edit: string[];
  /** Tables that may be written in part: which columns, and what may be done with rows. */
  parts: Record<string, TablePart>;
  /** Fields and columns (`table.column`) that this step does not show. */
  hidden: string[];
  /** By outcome, the fields that must be filled for it. */
  require: Record<string, string[]>;
  timeline: TrailEvent[];
};

export const readFact = (json: Json): Fact => ({
  label: labelAt(json, "label"),
  text: labelAt(json, "text"),
  tone: readTone(json.raw("tone")),
});

const readTaskLine = (json: Json): TaskLine => ({
  id: json.text("id"),
  app: json.text("app", ""),
  flow: labelAt(json, "flow"),
  node: json.text("node", ""),
  title: labelAt(json, "title", json.text("node", "")),
  record: json.oneOrNull("record", (record) => ({
    form: record.text("form", ""),
    id: record.text("id"),
    number: record.text("number", ""),
    name: record.text("name", record.text("number", "")),
  })) ?? { form: "", id: "", number: "", name: "" },
  openedAt: json.textOrNull("opened_at"),
  due: json.textOrNull("due"),
  state: json.text("state", "open"),
  outcome: json.has("outcome") ? labelAt(json, "outcome") : null,
  facts: json.list("facts", readFact),
});

export const readTasks = (value: unknown): TaskLine[] => readList(value, "tasks", readTaskLine);

const readOutcome = (json: Json): Outcome => ({
  id: json.text("id"),
  title: labelAt(json, "title", json.text("id")),
  tone: readTone(json.raw("tone")),
});

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);

/** One list for every outcome, or one list each. */
const readRequire = (value: unknown, outcomes: Outcome[]): Record<string, string[]> =>
  Object.fromEntries(outcomes.map(({ id }) => [id, texts(isObject(value) ? value[id] : value)]));

const readParts = (value: unknown): Record<string, TablePart> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([table, part]) => {
      const json = new Json(part, `parts.${table}`);
      return [table, { columns: json.texts("columns"), rows: json.texts("rows") }];
    }),
  );

const textOf = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

export const readTrailEvent = (json: Json): TrailEvent => ({
  at: json.text("at", ""),
  by: json.oneOrNull("by", (person) => person.text("name", "")) ?? json.text("by", ""),
  verb: json.text("verb", json.text("event", json.text("kind", ""))),
  title: labelAt(json, "title"),
  outcome: json.has("outcome") ? labelAt(json, "outcome") : null,
  tone: readTone(json.raw("tone")),
  comment: json.text("comment", ""),
  changes: json.list("changes", (change) => ({
    field: change.text("field", ""),
    title: labelAt(change, "title", change.text("field", "")),
    before: textOf(change.raw("before")),
    after: textOf(change.raw("after")),
  })),
  because: json.list("because", readReason),
});

const readReason = (json: Json): Reason => ({
  title: labelAt(json, "title"),
  record: json.oneOrNull("record", (record) => ({ form: record.text("form"), id: record.text("id") })),
});

export function readTask(value: unknown): Task {
  const json = new Json(value, "task");
  const hasValues = new Json(json.raw("record"), "task.record").has("values");
  const full = hasValues ? json.one("record", readRecord) : null;
  const outcomes = json.list("outcomes", readOutcome);
  return {
    ...readTaskLine(json),
    full,
    rev: json.number("rev", full?.rev ?? 0),
    outcomes,
    edit: json.texts("edit"),
    parts: readParts(json.raw("parts")),
    hidden: json.texts("hidden"),
    require: readRequire(json.raw("require"), outcomes),
    timeline: json.list("timeline", readTrailEvent),
  };
}

/** What every outcome asks for is asked for at once. */
export const requiredByAll = (task: Task): string[] =>
  (task.require[task.outcomes[0]?.id ?? ""] ?? []).filter((field) =>
    task.outcomes.every((outcome) => task.require[outcome.id]?.includes(field)),
  );

/** How close a due instant is, for the word beside it. */
export type Due = { late: boolean; soon: boolean; minutes: number };

export function dueIn(due: string, now: Date): Due {
  const minutes = Math.round((new Date(due).getTime() - now.getTime()) / 60_000);
  return { late: minutes < 0, soon: minutes >= 0 && minutes < 120, minutes };
}

/** Who decided a task that is no longer open, as its timeline tells. */
export const deciderOf = (task: Task): string =>
  task.timeline.findLast((event) => event.verb === "decided" && event.title.zh === task.title.zh)?.by ?? "";

/** Which outcome the keys A (agree) and R (reject) stand for: the only good and the only bad one, where there is one. */
export function keysOf(outcomes: Outcome[]): { a: string | undefined; r: string | undefined } {
  const only = (tone: Tone) => {
    const found = outcomes.filter((outcome) => outcome.tone === tone);
    return found.length === 1 ? found[0]?.id : undefined;
  };
  return { a: only("pass"), r: only("fail") };
}
