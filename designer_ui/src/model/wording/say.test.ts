import { beforeAll, describe, expect, it } from "vitest";
import { en } from "./en.ts";
import { learn, say, wordFor } from "./say.ts";
import { zh } from "./zh.ts";

const holes = (text: string): string[] => (text.match(/\{[a-z_]+\}/g) ?? []).sort();

beforeAll(async () => {
  await learn("zh");
  await learn("en");
});

describe("the page's words", () => {
  it("fill their holes", () => expect(say("zh", "hello", { name: "李工" })).toBe("李工，您好"));
  it("count in English", () => {
    expect(say("en", "records_total", { n: 1 })).toBe("1 record");
    expect(say("en", "records_total", { n: 2 })).toBe("2 records");
  });
  it("fall back to the server's word", () => {
    expect(wordFor("en", "verb", "record.submitted")).toBe("Submitted");
    expect(wordFor("en", "verb", "shipped")).toBe("shipped");
  });
  it.each(Object.entries(zh))("%s holds the same values in both languages", (key, text) => {
    const english = Object.entries(en).find(([name]) => name === key)?.[1] ?? "";
    expect(holes(english)).toEqual(holes(text));
  });
});
