import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KINDS } from "./registry.ts";

const WIDGETS =
  "text long_text number money yes_no choice choices date moment link table person photo attachment scan_code rating section note time tab";

const ENGINE = "../engine/forms/field_types";
const named = (existsSync(ENGINE) ? readdirSync(ENGINE) : [])
  .filter((file) => file.endsWith(".py"))
  .flatMap((file) => /widget: ClassVar\[str\] = "(\w+)"/.exec(readFileSync(`${ENGINE}/${file}`, "utf8"))?.[1] ?? []);

describe("the widgets", () => {
  it.each(WIDGETS.split(" "))("know %s", (widget) => expect(KINDS[widget]).toBeDefined());
  it.each(named)("know %s, which a kind of the engine asks for", (widget) => expect(KINDS[widget]).toBeDefined());
});
