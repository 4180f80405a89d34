/** The checked tree as it comes from the server (engine/lang/expressions/to_json.py), read into typed nodes. */
import { type Is, isLinked, isType, read, type Value } from "./value.ts";

export type Node =
  | { node: "literal"; value: Value }
  | { node: "name"; path: string[]; is: Is; out: number; bound: boolean }
  | { node: "rows"; aggregate: string; rows: Node; body: Node | null }
  | { node: "call"; op: string; parts: Node[] };

export class UnknownTree extends Error {}

const isText = (value: unknown): value is string => typeof value === "string";
const known = new WeakMap<unknown[], Node>();

/** Reads a tree once; the same array gives the same nodes. */
export function nodeOf(tree: unknown): Node {
  if (!Array.isArray(tree)) throw new UnknownTree("an expression is an array");
  const found = known.get(tree) ?? readNode(tree);
  known.set(tree, found);
  return found;
}

function readNode([op, ...parts]: unknown[]): Node {
  if (!isText(op)) throw new UnknownTree("an expression begins with a word");
  if (op === "lit") return { node: "literal", value: isType(parts[0]) ? read(parts[0], parts[1]) : null };
  if (op === "name" || op === "bound") return nameOf(op, parts);
  if (op === "rows") {
    const [aggregate, rows, body] = parts;
    if (!isText(aggregate)) throw new UnknownTree("an aggregate has a name");
    return { node: "rows", aggregate, rows: nodeOf(rows), body: body === null ? null : nodeOf(body) };
  }
  return { node: "call", op, parts: parts.map(nodeOf) };
}

function nameOf(op: string, parts: unknown[]): Node {
  const traits = parts.at(-1);
  if (!isLinked(traits) || !isType(traits.is)) throw new UnknownTree("a name says what it is");
  const out = typeof traits.out === "number" ? traits.out : 0;
  return { node: "name", path: parts.filter(isText), is: traits.is, out, bound: op === "bound" };
}
