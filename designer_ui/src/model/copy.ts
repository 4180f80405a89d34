/** What a person was told of by flows: lists of copies, and one copy with its record and its case. */
import { Json, readList } from "./json.ts";
import { type Label, labelAt } from "./label.ts";
import { type RecordPage, readRecord } from "./record.ts";
import { type Fact, readFact, readTrailEvent, type TrailEvent } from "./task.ts";

export type CopyLine = {
  id: string;
  app: string;
  flow: Label;
  title: Label;
  record: { form: string; id: string; number: string; name: string };
  sentAt: string | null;
  read: boolean;
  facts: Fact[];
};

export type Copy = CopyLine & { full: RecordPage; hidden: string[]; timeline: TrailEvent[] };

const readLine = (json: Json): CopyLine => ({
  id: json.text("id"),
  app: json.text("app", ""),
  flow: labelAt(json, "flow"),
  title: labelAt(json, "title"),
  record: json.one("record", (record) => ({
    form: record.text("form", ""),
    id: record.text("id"),
    number: record.text("number", ""),
    name: record.text("name", record.text("number", "")),
  })),
  sentAt: json.textOrNull("sent_at"),
  read: json.flag("read"),
  facts: json.list("facts", readFact),
});

export const readCopies = (value: unknown): CopyLine[] => readList(value, "copies", readLine);

export function readCopy(value: unknown): Copy {
  const json = new Json(value, "copy");
  return {
    ...readLine(json),
    full: json.one("record", readRecord),
    hidden: json.texts("hidden"),
    timeline: json.list("timeline", readTrailEvent),
  };
}
