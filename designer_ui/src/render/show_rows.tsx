/** Rows of a table to read: measured values with their strip, other tables as a table. */
import type { ShowProps } from "../kinds/kind.ts";
import { kindOf } from "../kinds/registry.ts";
import type { Field } from "../model/app_page.ts";
import { measuring, nameOf } from "../model/cards.ts";
import { rowsOf } from "../model/json.ts";
import type { Values } from "../model/record.ts";
import { strip } from "../model/strip.ts";
import { Scroll } from "../ui/scroll.tsx";
import { StripMark } from "../ui/strip_mark.tsx";
import { useWords } from "../ui/words.tsx";
import { measuredNumber } from "./limits.tsx";

export function ShowRows({ field, value, dense }: ShowProps) {
  const { t, of } = useWords();
  const rows = rowsOf(value);
  if (dense) return <span className="num">{rows.length}</span>;
  if (rows.length === 0) return <p className="none quiet">{t("no_rows")}</p>;
  const columns = columnsOf(field, rows);
  return (
    <Scroll name={of(field.title)}>
      <table className="rows read">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} className={kindOf(column.widget).numeric ? "right" : ""}>
                {of(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(row.id ?? index)}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Columns that are empty in every row say nothing; what the strip shows needs no column of its own. */
function columnsOf(table: Field, rows: Values[]): Field[] {
  const parts = measuring(table);
  const nominal = new Set(parts ? table.fields.flatMap((column) => nameOf(column.nominal)) : []);
  return table.fields.filter(
    (column) => !nominal.has(column.id) && rows.some((row) => row[column.id] !== null && row[column.id] !== undefined),
  );
}

function Cell({ column, row }: { column: Field; row: Values }) {
  const kind = kindOf(column.widget);
  const bound = (formula: unknown) => {
    const [name] = nameOf(formula);
    return measuredNumber(name === undefined ? formula : row[name]);
  };
  const measured = measuredNumber(row[column.id]);
  if (!column.limits || measured === null) {
    return (
      <td className={kind.numeric ? "right" : ""}>
        <kind.Show field={column} value={row[column.id]} />
      </td>
    );
  }
  const drawn = strip(measured, bound(column.limits[0]), bound(column.limits[1]), bound(column.nominal));
  return (
    <td className={`right measured ${drawn.standing}`}>
      <kind.Show field={column} value={row[column.id]} />
      <StripMark strip={drawn} />
    </td>
  );
}
