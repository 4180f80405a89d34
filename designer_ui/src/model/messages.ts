/** What rules had to say to the person who acted, as an answer brings it. */
import { Json } from "./json.ts";
import { type Label, labelAt } from "./label.ts";

export type Message = { text: Label; tone: "info" | "warn" };

export const readMessages = (answer: unknown): Message[] =>
  new Json(answer, "answer").list("messages", (message) => ({
    text: labelAt(message, "text"),
    tone: message.text("tone", "info") === "warn" ? "warn" : "info",
  }));

/** The news of an action with what rules had to say behind it; a warning colours all of it. */
export function newsWith(
  text: string,
  messages: Message[],
  of: (label: Label) => string,
): { text: string; tone?: "warn" } {
  const told = [text, ...messages.map((message) => of(message.text))].join(" · ");
  return messages.some(({ tone }) => tone === "warn") ? { text: told, tone: "warn" } : { text: told };
}
