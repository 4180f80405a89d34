import { expect, test } from "vitest";
import type { Label } from "./label.ts";
import { newsWith, readMessages } from "./messages.ts";

const english = (label: Label) => label.en;
const answer = (tone: string) => ({ id: "r1", messages: [{ text: { zh: "已冻结", en: "It is frozen" }, tone }] });

test("what rules say stands behind the news", () => {
  expect(newsWith("Saved", readMessages(answer("info")), english)).toEqual({ text: "Saved · It is frozen" });
});

test("a warning colours the news", () => {
  expect(newsWith("Saved", readMessages(answer("warn")), english).tone).toBe("warn");
});

test("an answer without messages leaves the news as it is", () => {
  expect(newsWith("Saved", readMessages({ id: "r1" }), english)).toEqual({ text: "Saved" });
});
