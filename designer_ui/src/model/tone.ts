/** How a value is meant: the one vocabulary of colour, sign and word. */

export type Tone = "pass" | "fail" | "near" | "frozen" | "neutral" | "action";

const TONES: Record<string, Tone> = {
  pass: "pass",
  fail: "fail",
  near: "near",
  frozen: "frozen",
  action: "action",
  neutral: "neutral",
};

export const readTone = (raw: unknown): Tone => (typeof raw === "string" ? (TONES[raw] ?? "neutral") : "neutral");
