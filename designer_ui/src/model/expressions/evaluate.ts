/**
 * Expressions in the page: the tree the server checked, interpreted. Nothing is compiled from text (no `eval`), and the
 * results equal the server's in every digit: `tests/lang/expressions` runs the same cases through both.
 */

import { whole } from "./decimal.ts";
import { AGGREGATES, FUNCTIONS } from "./functions.ts";
import { type Node, nodeOf, UnknownTree } from "./tree.ts";
import { isLinked, type Linked, read, type Value, wire } from "./value.ts";

/** The record's values by name as the wire has them, with `me`, `today`, `now`; values may be getters. */
export type Names = Linked;

/** The value of an expression, as the wire has it: numbers as decimal text, null for nothing. */
export const evaluate = (tree: unknown, names: Names): unknown => wire(work(nodeOf(tree), [names]));

/** A condition's answer; null is false. */
export const holds = (tree: unknown, names: Names): boolean => evaluate(tree, names) === true;

/** `frames` are the record and the rows entered so far, innermost last. */
function work(node: Node, frames: Names[]): Value {
  switch (node.node) {
    case "literal":
      return node.value;
    case "name":
      return named(node.path, node.bound ? frames[0] : frames.at(-1 - node.out), node.is);
    case "rows":
      return overRows(node.aggregate, work(node.rows, frames), node.body, frames);
    case "call":
      return called(node.op, node.parts, frames);
  }
}

function named(path: string[], frame: Names | undefined, is: Parameters<typeof read>[0]): Value {
  let value: unknown = frame;
  for (const name of path) {
    if (isLinked(value)) value = Object.hasOwn(value, name) ? value[name] : null;
    else if (name !== "id") return read(is, null);
  }
  return read(is, value ?? null);
}

function overRows(aggregate: string, rows: Value, body: Node | null, frames: Names[]): Value {
  const entered = Array.isArray(rows) ? rows.filter(isLinked) : [];
  if (body === null) return whole(entered.length);
  const apply = AGGREGATES[aggregate];
  if (!apply) throw new UnknownTree(`no aggregate ${aggregate}`);
  return apply(entered.map((row) => work(body, [...frames, row])));
}

function called(op: string, parts: Node[], frames: Names[]): Value {
  const part = (node: Node | undefined): Value => (node ? work(node, frames) : null);
  if (op === "and") return parts.every((each) => part(each) === true);
  if (op === "or") return parts.some((each) => part(each) === true);
  if (op === "choose") return part(parts[0]) === true ? part(parts[1]) : part(parts[2]);
  const apply = FUNCTIONS[op];
  if (!apply) throw new UnknownTree(`no function ${op}`);
  return apply(parts.map(part));
}
