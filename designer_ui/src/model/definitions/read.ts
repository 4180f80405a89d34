/**
 * Reads the text of a definition as the server does (engine/lang/source.py): the same bounds, the same words for what a
 * plain word means, the same codes. `tests/cases/readings.jsonl` holds both to it.
 */
import { Composer, type CST, isMap, isScalar, isSeq, type Pair, Parser, Scalar, type YAMLMap } from "yaml";
import { forbidden, unreadable } from "./bounds.ts";
import { type Fault, fault } from "./fault.ts";
import { isLongNumber, plain, type Value } from "./value.ts";

export interface Reading {
  readonly value: Value;
  readonly faults: readonly Fault[];
}

const nothing = (...faults: readonly Fault[]): Reading => ({ value: null, faults });

/** The value of one definition file, and what is wrong with its text. Throws nothing, builds nothing hostile. */
export function read(file: string): Reading {
  // A lone carriage return ends a line here too; the byte order mark belongs to the file, not to the text.
  const text = file.replace(/^\ufeff/, "").replace(/\r(?!\n)/g, "\n");
  const shut = unreadable(text);
  if (shut) return nothing(shut);
  const tokens = [...new Parser().parse(text)];
  const [first, second] = tokens.filter((token): token is CST.Document => token.type === "document");
  const barred = first ? forbidden(first) : [];
  if (barred.some(({ code }) => code === "yaml-deep")) return nothing(...barred);
  const orders = tokens.filter(({ type }) => type === "directive").map(({ offset }) => fault(offset, "yaml-broken"));
  const found = [...barred, ...orders, ...(second ? [fault(second.offset, "yaml-documents")] : [])];
  return composed(text, tokens, found);
}

function composed(text: string, tokens: readonly CST.Token[], found: readonly Fault[]): Reading {
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, stringKeys: false, logLevel: "silent" });
  const [document] = composer.compose(tokens);
  const faults = [...found];
  for (const { code, pos } of document?.errors ?? []) {
    if (code !== "TAG_RESOLVE_FAILED" && code !== "BAD_ALIAS") faults.push(fault(pos[0], "yaml-broken"));
  }
  const value = valueAt(document?.contents, text, faults);
  return { value, faults: faults.sort((one, other) => one.start - other.start) };
}

function valueAt(node: unknown, text: string, faults: Fault[]): Value {
  if (isScalar(node)) return scalar(node, text, faults);
  if (isMap(node)) return mapping(node, text, faults);
  return isSeq(node) ? node.items.map((item) => valueAt(item, text, faults)) : null;
}

function scalar(node: Scalar, text: string, faults: Fault[]): Value {
  const word = typeof node.value === "string" ? node.value : "";
  const [start, end] = node.range ?? [0, 0];
  if (node.type !== Scalar.PLAIN && node.type !== undefined) return word;
  if (cutOff(word) && text[end] === ",") faults.push(fault(start, "quotes-needed"));
  if (isLongNumber(word)) faults.push(fault(start, "number-long"));
  return node.tag === undefined ? plain(word) : word;
}

/** `{value: choose(a, b)}`: the comma ends the text inside its parenthesis. */
const cutOff = (word: string): boolean => word.split("(").length > word.split(")").length;

function mapping(node: YAMLMap, text: string, faults: Fault[]): Value {
  const read = new Map<string, Value>();
  for (const pair of node.items) {
    const key = keyOf(pair, read, faults);
    const value = valueAt(pair.value, text, faults);
    if (key !== null) read.set(key, value);
  }
  return read;
}

/** The key of an entry; null where there is none to keep: a merge, a list, or one that stood before. */
function keyOf({ key }: Pair, before: ReadonlyMap<string, Value>, faults: Fault[]): string | null {
  if (!isScalar(key)) {
    const start = isMap(key) || isSeq(key) ? (key.range?.[0] ?? 0) : 0;
    faults.push(fault(start, "key-wrong"));
    return null;
  }
  const word = typeof key.value === "string" ? key.value : "";
  const start = key.range?.[0] ?? 0;
  if (word === "<<" && key.type === Scalar.PLAIN) {
    faults.push(fault(start, "yaml-merge"));
    return null;
  }
  if (before.has(word)) {
    faults.push(fault(start, "key-twice"));
    return null;
  }
  return word;
}
