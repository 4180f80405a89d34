/** Dates and times as people here write them. */
import type { Language } from "./label.ts";

const two = (number: number): string => String(number).padStart(2, "0");

/** `2026-11-22 16:05` in the reader's own time zone; the same in both languages, sortable by eye. */
export function moment(iso: string | null): string {
  if (!iso) return "";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The value of a `datetime-local` control for an instant, and back. */
export const toLocal = (iso: string): string => moment(iso).replace(" ", "T");

export function fromLocal(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : `${at.toISOString().slice(0, 19)}Z`;
}

/** How long, in the largest unit that fits: 3 天, 2 h. */
export function span(minutes: number, language: Language): string {
  const whole = Math.abs(minutes);
  const pick = (amount: number, zh: string, en: string) => `${amount} ${language === "zh" ? zh : en}`;
  if (whole < 60) return pick(whole, "分钟", "min");
  if (whole < 48 * 60) return pick(Math.round(whole / 60), "小时", "h");
  return pick(Math.round(whole / 1440), "天", "days");
}
