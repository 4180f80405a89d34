import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, smallestDistance } from "../model/colour_vision.ts";

const css = readFileSync("src/ui/tokens.css", "utf8");
const [lightBlock = "", darkBlock = ""] = css.split('[data-theme="dark"]');
const token = (block: string, name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? "";

const STATUSES = ["pass", "fail", "near", "frozen"];
const PAIRS = STATUSES.flatMap((one, i) => STATUSES.slice(i + 1).map((other) => [one, other]));

describe.each([
  ["light", lightBlock],
  ["dark", darkBlock],
])("the %s tokens", (_theme, block) => {
  it.each(PAIRS)("keep %s and %s apart for every colour vision", (one = "", other = "") =>
    expect(smallestDistance(token(block, one), token(block, other))).toBeGreaterThanOrEqual(15),
  );
  it.each(["ink", "ink2", "ink3", "action", "pass-text", "fail-text", "near-text", "frozen-text"])(
    "let %s be read on a card",
    (name) => expect(contrast(token(block, name), token(block, "card"))).toBeGreaterThanOrEqual(4.5),
  );
  it.each(STATUSES)("let the word %s be read on its wash", (name) =>
    expect(contrast(token(block, `${name}-text`), token(block, `${name}-wash`))).toBeGreaterThanOrEqual(4.5),
  );
  it.each(["ink2", "ink3"])("let %s be read on the page", (name) =>
    expect(contrast(token(block, name), token(block, "page"))).toBeGreaterThanOrEqual(4.5),
  );
  it.each(STATUSES)("let the mark %s be seen", (name) =>
    expect(contrast(token(block, name), token(block, "card"))).toBeGreaterThanOrEqual(3),
  );
  it("let a control's border be seen", () =>
    expect(contrast(token(block, "line-strong"), token(block, "card"))).toBeGreaterThanOrEqual(3));
});
