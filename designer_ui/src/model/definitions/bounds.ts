/** What a definition may not hold, found in its tokens before anything is built of them. */
import type { CST } from "yaml";
import { type Fault, fault } from "./fault.ts";

/** Bytes of UTF-8 in one file; engine/lang/building.py says the same. */
export const LARGEST_TEXT = 1024 * 1024;
/** Levels of nesting; engine/lang/walk.py says the same. */
export const DEEPEST = 50;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]/u;

/** Why a text is not even read: too large, or with characters that nobody can see. */
export function unreadable(text: string): Fault | null {
  if (new TextEncoder().encode(text).length > LARGEST_TEXT) return fault(0, "file-large");
  const found = text.search(UNSEEN);
  return found < 0 ? null : fault(found, "text-broken");
}

interface Waiting {
  readonly token: CST.Token | null | undefined;
  readonly depth: number;
}

/** Aliases, anchors and tags, and what is nested too deep. Walks with a list of its own: hostile text cannot exhaust it. */
export function forbidden(document: CST.Document): readonly Fault[] {
  const faults = marks(document.start);
  const waiting: Waiting[] = [{ token: document.value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token, depth } = next;
    if (!token) continue;
    if (token.type === "alias") faults.push(fault(token.offset, "yaml-alias"));
    if (!("items" in token)) continue;
    if (depth === DEEPEST) return [fault(token.offset, "yaml-deep")];
    for (const item of token.items) {
      faults.push(...marks(item.start), ...marks(item.sep ?? []));
      waiting.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 });
    }
  }
  return faults;
}

function marks(tokens: readonly CST.SourceToken[]): Fault[] {
  const found: Fault[] = [];
  for (const { type, offset } of tokens) {
    if (type === "anchor") found.push(fault(offset, "yaml-alias"));
    if (type === "tag") found.push(fault(offset, "yaml-tag"));
  }
  return found;
}
