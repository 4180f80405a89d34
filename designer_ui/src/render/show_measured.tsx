/** Measured values to read: the same lines as while they were entered, so that a picture is recognised. */
import { kindOf } from "../kinds/registry.ts";
import type { Field } from "../model/app_page.ts";
import { type Measuring, nameOf } from "../model/cards.ts";
import type { Values } from "../model/record.ts";
import { strip } from "../model/strip.ts";
import { StripMark } from "../ui/strip_mark.tsx";
import { BoundsText, measuredNumber, StandingWord } from "./limits.tsx";
import { cellText, MeasureHead, unitOf } from "./measure_head.tsx";

export function ShowMeasured({ parts, rows }: { parts: Measuring; rows: Values[] }) {
  return (
    <ol className="measures">
      {rows.map((row, index) => (
        <li key={String(row.id ?? index)} className="measure-row">
          <ShowLine parts={parts} row={row} index={index} />
        </li>
      ))}
    </ol>
  );
}

/** A limit as the row's snapshot has it: the column it names, or the number written out. */
function boundIn(row: Values, formula: unknown): number | null {
  const [name] = nameOf(formula);
  return measuredNumber(name === undefined ? formula : row[name]);
}

function ShowLine({ parts, row, index }: { parts: Measuring; row: Values; index: number }) {
  const measured = parts.entries.find((column) => column.limits && cellText(row[column.id]) !== "");
  if (measured) return <MeasuredLine parts={parts} row={row} index={index} column={measured} />;
  const answered = parts.entries.filter((column) => !column.limits && cellText(row[column.id]) !== "");
  return (
    <>
      <MeasureHead parts={parts} row={row} index={index} bounds={null} />
      <div className="measure-word">
        {answered.map((column) => {
          const kind = kindOf(column.widget);
          return <kind.Show key={column.id} field={column} value={row[column.id]} />;
        })}
      </div>
    </>
  );
}

type LineProps = { parts: Measuring; row: Values; index: number; column: Field };

function MeasuredLine({ parts, row, index, column }: LineProps) {
  const [lower, upper] = [boundIn(row, column.limits?.[0]), boundIn(row, column.limits?.[1])];
  const nominal = boundIn(row, column.nominal);
  const drawn = strip(measuredNumber(row[column.id]), lower, upper, nominal);
  const bounds = <BoundsText bounds={{ lower, upper, nominal }} unit={unitOf(row, column)} />;
  return (
    <>
      <MeasureHead parts={parts} row={row} index={index} bounds={bounds} />
      <div className="measure-strip">
        <StripMark strip={drawn} />
      </div>
      <div className={`measure-cell ${drawn.standing}`}>
        <span className="measure-value num">{cellText(row[column.id])}</span>
      </div>
      <div className="measure-word small">
        <StandingWord drawn={drawn} />
      </div>
    </>
  );
}
