import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Block, blocksOf, linked, marked, pointed, type Words } from "./rich_text.ts";

const cases: [string, string][] = JSON.parse(readFileSync("../tests/cases/rich_text.json", "utf8"));

const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (character) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot" }[character] ?? "#x27"};`,
  );
const html = (words: Words[]): string =>
  words
    .map((each) => {
      if (each.tag === "text") return escaped(each.text);
      if (each.tag !== "a") return `<${each.tag}>${html(each.parts)}</${each.tag}>`;
      return `<a href="${escaped(each.href)}" rel="noreferrer nofollow">${escaped(each.text)}</a>`;
    })
    .join("");
const drawn = ({ tag, lines }: Block): string =>
  tag === "p"
    ? `<p>${lines.map(html).join("<br>")}</p>`
    : `<${tag}>${lines.map((line) => `<li>${html(line)}</li>`).join("")}</${tag}>`;

describe("formatted text", () => {
  it.each(cases)("%j is read as the server reads it", (text, expected) =>
    expect(blocksOf(text).map(drawn).join("")).toBe(expected),
  );
});

describe("writing it", () => {
  it("marks what is selected, and takes the marks away again", () => {
    const bold = marked({ text: "say it", start: 4, end: 6 }, "**");
    expect(bold).toEqual({ text: "say **it**", start: 6, end: 8 });
    expect(marked(bold, "**")).toEqual({ text: "say it", start: 4, end: 6 });
  });
  it("makes points of whole lines", () =>
    expect(pointed({ text: "a\nb\nc", start: 2, end: 3 }, false).text).toBe("a\n- b\nc"));
  it("numbers points that were none", () =>
    expect(pointed({ text: "- a\n- b", start: 0, end: 7 }, true).text).toBe("1. a\n2. b"));
  it("asks for the address of a link", () =>
    expect(linked({ text: "see page", start: 4, end: 8 })).toEqual({
      text: "see [page](https://)",
      start: 11,
      end: 19,
    }));
});
