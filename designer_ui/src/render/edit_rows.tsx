/** Rows of a table while they are filled in: measured values in their own way, other tables cell by cell. */
import type { EditProps } from "../kinds/kind.ts";
import { kindOf } from "../kinds/registry.ts";
import type { Field } from "../model/app_page.ts";
import { measuring } from "../model/cards.ts";
import { facetAt } from "../model/derive.ts";
import { pathOf } from "../model/filling.ts";
import { rowsOf } from "../model/json.ts";
import type { Values } from "../model/record.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { useWords } from "../ui/words.tsx";
import { useDesk } from "./desk.ts";
import { FieldControl, FieldRow } from "./field_row.tsx";
import { useForm } from "./form_state.ts";
import { MeasuredRows } from "./measured_rows.tsx";
import { ScanRows } from "./scan_rows.tsx";

export function EditRows({ field, value }: EditProps) {
  const { form, addRow } = useForm();
  const { t, of } = useWords();
  const desk = useDesk();
  const rows = rowsOf(value);
  const parts = measuring(field);
  const source = field.from?.[0] ? form.fields.find((each) => each.id === field.from?.[0]) : undefined;
  if (rows.length === 0 && field.from) {
    return <p className="none quiet">{source ? t("rows_follow", { field: of(source.title) }) : t("no_rows")}</p>;
  }
  return (
    <div className="stack">
      {parts ? (
        <MeasuredRows table={field} parts={parts} value={value} />
      ) : desk ? (
        <RowsOnDesk table={field} rows={rows} />
      ) : (
        <RowsOnPhone table={field} rows={rows} />
      )}
      {field.rows.includes("add") && (
        <div className="add-rows">
          <Button icon="plus" className="add-row" onClick={() => addRow(field)}>
            {t("add_row")}
          </Button>
          <ScanRows table={field} count={rows.length} />
        </div>
      )}
    </div>
  );
}

function RowsOnDesk({ table, rows }: { table: Field; rows: Values[] }) {
  const { t, of } = useWords();
  const { derived, removeRow } = useForm();
  if (rows.length === 0) return null;
  return (
    <div className="scroll-x">
      <table className="rows">
        <thead>
          <tr>
            <th className="num">#</th>
            {table.fields.map((column) => (
              <th key={column.id} className={kindOf(column.widget).numeric ? "right" : ""}>
                {of(column.title)}
                {column.required === true && column.value === null && (
                  <span className="mark needed"> {t("required")}</span>
                )}
              </th>
            ))}
            {!table.from && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(row.id ?? index)}>
              <td className="num faint">{index + 1}</td>
              {table.fields.map((column) => {
                const path = pathOf(table.id, index, column.id);
                const facet = facetAt(derived.facets, path);
                const kind = kindOf(column.widget);
                if (!facet.visible) return <td key={column.id} />;
                return (
                  <td key={column.id} className={kind.numeric ? "right" : ""}>
                    {facet.readOnly ? (
                      <kind.Show field={column} value={row[column.id]} dense />
                    ) : (
                      <FieldControl field={column} path={path} label={`${of(column.title)} ${index + 1}`} />
                    )}
                  </td>
                );
              })}
              {table.rows.includes("delete") && (
                <td className="tight">
                  <IconButton icon="trash" name={t("remove_row")} onClick={() => removeRow(table, index)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowsOnPhone({ table, rows }: { table: Field; rows: Values[] }) {
  const { t } = useWords();
  const { removeRow } = useForm();
  return (
    <ol className="stack">
      {rows.map((row, index) => (
        <li key={String(row.id ?? index)} className="row-card">
          <div className="spread">
            <strong className="small quiet">{t("row", { n: index + 1 })}</strong>
            {table.rows.includes("delete") && (
              <IconButton icon="trash" name={t("remove_row")} onClick={() => removeRow(table, index)} />
            )}
          </div>
          <div className="fields">
            {table.fields.map((column) => (
              <FieldRow key={column.id} field={column} path={pathOf(table.id, index, column.id)} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
