/**
 * Expressions in the page: the tree the server checked, interpreted. Nothing is compiled from text (no `eval`), and the
 * results equal the server's in every digit: `tests/lang/expressions` runs the same cases through both.
 */

import { Allowance, MAKING_TEXT, sizeOf, TooMuchWork } from "./allowance.ts";
import { whole } from "./decimal.ts";
import { AGGREGATES, FUNCTIONS } from "./functions.ts";
import { type Node, nodeOf, UnknownTree } from "./tree.ts";
import { isLinked, type Linked, read, type Value, wire } from "./value.ts";

/** The record's values by name as the wire has them, with `me`, `today`, `now`; values may be getters. */
export type Names = Linked;

/** The value of an expression, as the wire has it: numbers as decimal text, null for nothing. */
export function evaluate(tree: unknown, names: Names): unknown {
  try {
    return wire(work(nodeOf(tree), [names], new Allowance()));
  } catch (reason) {
    // The server refuses what takes too long; the page shows nothing meanwhile, and goes on.
    if (reason instanceof TooMuchWork) return null;
    throw reason;
  }
}

/** A condition's answer; null is false. */
export const holds = (tree: unknown, names: Names): boolean => evaluate(tree, names) === true;

/** `frames` are the record and the rows entered so far, innermost last. */
function work(node: Node, frames: Names[], allowance: Allowance): Value {
  switch (node.node) {
    case "literal":
      return node.value;
    case "name":
      return named(node.path, node.bound ? frames[0] : frames.at(-1 - node.out), node.is);
    case "rows":
      return overRows(node.aggregate, work(node.rows, frames, allowance), node.body, frames, allowance);
    case "call":
      return called(node.op, node.parts, frames, allowance);
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

function overRows(aggregate: string, rows: Value, body: Node | null, frames: Names[], allowance: Allowance): Value {
  const entered = Array.isArray(rows) ? rows.filter(isLinked) : [];
  if (body === null) return whole(entered.length);
  const apply = AGGREGATES[aggregate];
  if (!apply) throw new UnknownTree(`no aggregate ${aggregate}`);
  allowance.steps(entered.length * sizeOf(body));
  return apply(entered.map((row) => work(body, [...frames, row], allowance)));
}

function called(op: string, parts: Node[], frames: Names[], allowance: Allowance): Value {
  const part = (node: Node | undefined): Value => (node ? work(node, frames, allowance) : null);
  if (op === "and") return parts.every((each) => part(each) === true);
  if (op === "or") return parts.some((each) => part(each) === true);
  if (op === "choose") return part(parts[0]) === true ? part(parts[1]) : part(parts[2]);
  const apply = FUNCTIONS[op];
  if (!apply) throw new UnknownTree(`no function ${op}`);
  const values = parts.map(part);
  if (op === "contains") allowance.read(values[0]);
  const made = apply(values);
  return MAKING_TEXT.has(op) ? allowance.text(made) : made;
}
