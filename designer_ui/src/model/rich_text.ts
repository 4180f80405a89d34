/** Formatted text as people write it; the server reads it in the same way (engine/forms/rich_text.py). */

export type Words =
  | { tag: "text"; text: string }
  | { tag: "strong" | "em"; parts: Words[] }
  | { tag: "a"; text: string; href: string };
export type Block = { tag: "p" | "ul" | "ol"; lines: Words[][] };

const INLINE =
  /\*\*([^ *](?:[^\n]*?[^ ])??)\*\*|\*([^ *](?:[^\n*]*[^ *])?)\*|\[([^[\]\n]+)\]\(((?:https?:\/\/|mailto:)[^\s()<>"]+)\)/g;
const POINT = /^(?:([-*])|[0-9]{1,3}\.) +([^\n]*)$/;

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const chunk of text.split(/\n[ \t]*\n/)) {
    const first = blocks.length;
    for (const line of chunk.split("\n").filter((each) => each.trim() !== "")) {
      const point = POINT.exec(line.trim());
      const tag = point ? (point[1] ? "ul" : "ol") : "p";
      if (blocks.length === first || blocks.at(-1)?.tag !== tag) blocks.push({ tag, lines: [] });
      blocks.at(-1)?.lines.push(wordsOf(point ? (point[2] ?? "") : line.trim()));
    }
  }
  return blocks;
}

function wordsOf(text: string): Words[] {
  const words: Words[] = [];
  let end = 0;
  for (const mark of text.matchAll(INLINE)) {
    if (mark.index > end) words.push({ tag: "text", text: text.slice(end, mark.index) });
    const [whole, bold, italic, shown, href] = mark;
    if (bold !== undefined) words.push({ tag: "strong", parts: wordsOf(bold) });
    else if (italic !== undefined) words.push({ tag: "em", parts: wordsOf(italic) });
    else words.push({ tag: "a", text: shown ?? "", href: href ?? "" });
    end = mark.index + whole.length;
  }
  if (end < text.length) words.push({ tag: "text", text: text.slice(end) });
  return words;
}

/** A text with what is selected in it. */
export type Selected = { text: string; start: number; end: number };

/** The selected words between marks, or no longer between them. */
export function marked({ text, start, end }: Selected, mark: string): Selected {
  const inside = text.slice(start, end);
  const around = text.slice(start - mark.length, start) === mark && text.slice(end, end + mark.length) === mark;
  if (around) {
    const bare = text.slice(0, start - mark.length) + inside + text.slice(end + mark.length);
    return { text: bare, start: start - mark.length, end: end - mark.length };
  }
  const next = text.slice(0, start) + mark + inside + mark + text.slice(end);
  return { text: next, start: start + mark.length, end: end + mark.length };
}

/** Every selected line as a point of a list. */
export function pointed({ text, start, end }: Selected, numbered: boolean): Selected {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end);
  const lines = text
    .slice(from, to)
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*]|[0-9]{1,3}\.) +/, ""))
    .map((line, index) => `${numbered ? `${index + 1}.` : "-"} ${line}`)
    .join("\n");
  return { text: text.slice(0, from) + lines + text.slice(to), start: from, end: from + lines.length };
}

/** The selected words as a link whose address is still to be typed, which is then selected. */
export function linked({ text, start, end }: Selected): Selected {
  const words = text.slice(start, end) || "…";
  const address = "https://";
  const at = start + words.length + 3;
  const next = `${text.slice(0, start)}[${words}](${address})${text.slice(end)}`;
  return { text: next, start: at, end: at + address.length };
}
