/** Rows of a table to read: measured values with their strip, other tables as a table. */
import type { ShowProps } from "../kinds/kind.ts";
import { kindOf } from "../kinds/registry.ts";
import type { Field } from "../model/app_page.ts";
import { measuring } from "../model/cards.ts";
import { rowsOf } from "../model/json.ts";
import type { Values } from "../model/record.ts";
import { Scroll } from "../ui/scroll.tsx";
import { useWords } from "../ui/words.tsx";
import { ShowMeasured } from "./show_measured.tsx";

export function ShowRows({ field, value, dense }: ShowProps) {
  const { t, of } = useWords();
  const rows = rowsOf(value);
  const parts = measuring(field);
  if (dense) return <span className="num">{rows.length}</span>;
  if (rows.length === 0) return <p className="none quiet">{t("no_rows")}</p>;
  if (parts) return <ShowMeasured parts={parts} rows={rows} />;
  const columns = filledColumns(field, rows);
  return (
    <Scroll name={of(field.title)}>
      <table className="rows read">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={kindOf(column.widget).numeric ? "right" : ""}>
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

/** Columns that are empty in every row say nothing. */
const filledColumns = (table: Field, rows: Values[]): Field[] =>
  table.fields.filter((column) => rows.some((row) => row[column.id] !== null && row[column.id] !== undefined));

function Cell({ column, row }: { column: Field; row: Values }) {
  const kind = kindOf(column.widget);
  return (
    <td className={kind.numeric ? "right" : ""}>
      <kind.Show field={column} value={row[column.id]} />
    </td>
  );
}
