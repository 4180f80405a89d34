/** What a dashboard is narrowed to; it lives in the address: days, and `filter:key` for each value let through. */

export type Narrowing = { from: string; to: string; only: string[] };
export type Period = { id: "month" | "months3" | "months12"; months: number };

/** Whole months, the running one among them. */
export const PERIODS: Period[] = [
  { id: "month", months: 1 },
  { id: "months3", months: 3 },
  { id: "months12", months: 12 },
];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayIn = (values: URLSearchParams, name: string): string => {
  const text = values.get(name) ?? "";
  return DAY.test(text) ? text : "";
};

export function readNarrowing(search: string): Narrowing {
  const values = new URLSearchParams(search);
  return { from: dayIn(values, "from"), to: dayIn(values, "to"), only: values.getAll("only") };
}

/** As the server is asked, and as the address keeps it. */
export function writeNarrowing({ from, to, only }: Narrowing): URLSearchParams {
  const values = new URLSearchParams();
  if (from !== "") values.set("from", from);
  if (to !== "") values.set("to", to);
  for (const each of only) values.append("only", each);
  return values;
}

/** From the first of the month so many months back until today. */
export function daysOf(period: Period, today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - period.months, 1));
  return { from: first.toISOString().slice(0, 10), to: today };
}

/** Which of the periods these days are, if any. */
export const periodOf = (narrowing: Narrowing, today: string): Period | undefined =>
  PERIODS.find((period) => {
    const days = daysOf(period, today);
    return days.from === narrowing.from && days.to === narrowing.to;
  });

/** The value let through, or no longer when it was. */
export function toggledOnly(narrowing: Narrowing, filter: string, key: string): Narrowing {
  const one = `${filter}:${key}`;
  const others = narrowing.only.filter((each) => each !== one);
  return { ...narrowing, only: others.length < narrowing.only.length ? others : [...others, one] };
}
