/** Where a lot came from or went to, as the server answers it. */
import { Json, readList } from "./json.ts";
import { type Label, type Language, labelAt } from "./label.ts";
import { readReasons } from "./record.ts";
import { readTone, type Tone } from "./tone.ts";

export type Direction = "backward" | "forward";

export type Inspection = {
  form: string;
  id: string;
  number: string;
  verdict: Label;
  tone: Tone;
  by: string;
  at: string;
};

export type LotNode = {
  id: string;
  form: string;
  /** Null for a lot this person may not see. */
  record: string | null;
  number: string;
  name: Label;
  restricted: boolean;
  item: string;
  quantity: string;
  unit: string;
  holder: string;
  frozen: boolean;
  frozenReason: Label[];
  layer: number | null;
  inspections: Inspection[];
};

export type LotEdge = {
  from: string;
  to: string;
  kind: string;
  quantity: string;
  event: { form: string; id: string; number: string } | null;
};

export type Party = { id: string; name: string; form: string; kind: string; lot: string; quantity: string };
export type Genealogy = { lot: LotNode; nodes: LotNode[]; edges: LotEdge[]; parties: Party[] };

/** A name that may come as a text or as {id, name}. */
const nameAt = (json: Json, key: string): string =>
  json.oneOrNull(key, (inner) => inner.text("name", inner.text("id", ""))) ?? json.text(key, "");

const toneOfVerdict = (json: Json): Tone => {
  const stated = readTone(json.raw("tone"));
  return stated === "neutral" ? readTone(json.raw("verdict")) : stated;
};

const readInspection = (json: Json): Inspection => ({
  form: json.text("form", ""),
  id: json.text("id", json.text("record", "")),
  number: json.text("number", ""),
  verdict: json.has("title") ? labelAt(json, "title") : labelAt(json, "verdict"),
  tone: toneOfVerdict(json),
  by: nameAt(json, "by"),
  at: json.text("at", ""),
});

export const readLotNode = (json: Json): LotNode => ({
  id: json.text("id", json.text("record", "")),
  form: json.text("form"),
  record: json.textOrNull("record"),
  number: json.text("number", ""),
  name: labelAt(json, "name", json.text("number", "")),
  restricted: json.flag("restricted"),
  item: nameAt(json, "item"),
  quantity: json.text("quantity", ""),
  unit: json.text("unit", ""),
  holder: nameAt(json, "holder"),
  frozen: json.flag("frozen"),
  frozenReason: readReasons(json.raw("frozen_reason")),
  layer: json.numberOrNull("layer"),
  inspections: json.list("inspections", readInspection),
});

const readEdge = (json: Json): LotEdge => ({
  from: json.text("from"),
  to: json.text("to"),
  kind: json.text("kind", ""),
  quantity: json.text("quantity", ""),
  event: json.oneOrNull("event", (event) => ({
    form: event.text("form", ""),
    id: event.text("id", ""),
    number: event.text("number", ""),
  })),
});

const readParty = (json: Json): Party => ({
  id: json.text("id", ""),
  name: nameAt(json, "name"),
  form: json.text("form", ""),
  kind: json.text("kind", ""),
  lot: nameAt(json, "lot"),
  quantity: json.text("quantity", ""),
});

export function readGenealogy(value: unknown): Genealogy {
  const json = new Json(value, "trace");
  return {
    lot: json.one("lot", readLotNode),
    nodes: json.list("nodes", readLotNode),
    edges: json.list("edges", readEdge),
    parties: json.list("parties", readParty),
  };
}

export function readLots(value: unknown): LotNode[] {
  return readList(Array.isArray(value) ? value : new Json(value, "trace").raw("lots"), "trace", readLotNode);
}

/** The verdict a lot is shown with: the worst of its inspections, none when it was never inspected. */
export function verdictOf(node: LotNode): Inspection | null {
  return node.inspections.find((inspection) => inspection.tone === "fail") ?? node.inspections.at(-1) ?? null;
}

/** What people call a lot: its code; the server's word for one that is not theirs to see. */
export const lotName = (node: LotNode, language: Language): string => node.number || node.name[language];

/** Lots that frozen material went into, though they are not frozen themselves. */
export function touchedByFrozen(nodes: LotNode[], edges: LotEdge[]): Set<string> {
  const frozen = new Set(nodes.filter((node) => node.frozen).map((node) => node.id));
  const touched = new Set<string>();
  const queue = [...frozen];
  for (const id of queue) {
    for (const edge of edges) {
      if (edge.from !== id || touched.has(edge.to) || frozen.has(edge.to)) continue;
      touched.add(edge.to);
      queue.push(edge.to);
    }
  }
  return touched;
}
