/** Days and moments as fixed-width text; the years 1 to 9999, else null. Days have no zone, moments are UTC. */
import { type Decimal, divide, type Maybe, ONE, whole } from "./decimal.ts";

const DAY = /^(\d{4})-(\d{2})-(\d{2})/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?Z$/;
const MILLISECONDS = 86_400_000;
const FIRST = numbered(1, 0, 1);
const LAST = numbered(9999, 11, 31);
const FAR = 10n ** 9n;

/** The number of a day, counted from 1970; months count from 0. */
function numbered(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime() / MILLISECONDS;
}

function parts(text: string): [number, number, number] {
  const [, year = "0", month = "0", day = "0"] = DAY.exec(text) ?? [];
  return [Number(year), Number(month) - 1, Number(day)];
}

const dayNumber = (text: string): number => numbered(...parts(text));

const dayText = (number: number): string | null =>
  number < FIRST || number > LAST ? null : new Date(number * MILLISECONDS).toISOString().slice(0, 10);

/** Towards zero, and never further than any calendar goes. */
function steps(count: Decimal): number {
  const wanted = count / ONE;
  return Number(wanted > FAR ? FAR : wanted < -FAR ? -FAR : wanted);
}

/** A moment of the wire in its one fixed-width spelling. */
export function moment(text: string): string | null {
  const found = MOMENT.exec(text);
  if (found) {
    const [, day, hour, minute, second = "00", fraction = ""] = found;
    return `${day}T${hour}:${minute}:${second}.${fraction.padEnd(6, "0")}Z`;
  }
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().replace("Z", "000Z");
}

function microseconds(moment: string): bigint {
  const [, , hour = "0", minute = "0", second = "0", fraction = "0"] = MOMENT.exec(moment) ?? [];
  const seconds = dayNumber(moment) * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return BigInt(seconds) * 1_000_000n + BigInt(fraction);
}

/** From start to end: whole days between dates, days and fractions between moments. */
export function days(start: string, end: string): Maybe {
  if (start.length > 10) return divide((microseconds(end) - microseconds(start)) * ONE, 86_400_000_000n * ONE);
  return whole(dayNumber(end) - dayNumber(start));
}

export function addDays(start: string, count: Decimal): string | null {
  const day = dayText(dayNumber(start) + steps(count));
  return day && day + start.slice(10);
}

/** The same day of a later month; the last day where that month is shorter. */
export function addMonths(start: string, count: Decimal): string | null {
  const [year, month, day] = parts(start);
  const months = year * 12 + month + steps(count);
  const target = Math.floor(months / 12);
  if (target < 1 || target > 9999) return null;
  const last = numbered(target, (months % 12) + 1, 0);
  return dayText(Math.min(numbered(target, months % 12, 1) + day - 1, last));
}

export const year = (day: string): Decimal => whole(parts(day)[0]);
export const month = (day: string): Decimal => whole(parts(day)[1] + 1);
/** Monday is 1, Sunday 7. */
export const weekday = (day: string): Decimal => whole(((((dayNumber(day) + 3) % 7) + 7) % 7) + 1);
