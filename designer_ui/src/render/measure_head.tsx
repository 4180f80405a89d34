/** What a line of a table of measured values is about: its number and name, and what the plan says of it. */
import type { ReactNode } from "react";
import type { Field } from "../model/app_page.ts";
import type { Measuring } from "../model/cards.ts";
import type { Values } from "../model/record.ts";
import { useWords } from "../ui/words.tsx";

export const cellText = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

export const titleOf = (parts: Measuring, row: Values): string => (parts.title ? cellText(row[parts.title.id]) : "");

export const unitOf = (row: Values, column: Field): string | null => cellText(row.unit) || column.unit;

type Props = { parts: Measuring; row: Values; index: number; bounds: ReactNode };

export function MeasureHead({ parts, row, index, bounds }: Props) {
  const number = (parts.number && cellText(row[parts.number.id])) || index + 1;
  return (
    <div className="measure-head">
      <span className="measure-title">
        {number}. {titleOf(parts, row)}
      </span>
      <span className="measure-line small">
        {bounds}
        <Facts parts={parts} row={row} />
      </span>
    </div>
  );
}

function Facts({ parts, row }: { parts: Measuring; row: Values }) {
  const { of } = useWords();
  const wordOf = (column: Field): string => {
    const option = column.options.find((each) => each.value === row[column.id]);
    return option ? of(option.title) : cellText(row[column.id]);
  };
  return parts.facts
    .filter((column) => column.id !== "unit" && cellText(row[column.id]) !== "")
    .map((column) => <span key={column.id}>{wordOf(column)}</span>);
}
