/** Records as a table on a desk and as lines on a phone, by the columns their form names. */
import { kindOf } from "../kinds/registry.ts";
import type { Field, Form } from "../model/app_page.ts";
import { moment } from "../model/moments.ts";
import type { RecordPage } from "../model/record.ts";
import type { Key } from "../model/wording/zh.ts";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";

type Column = { id: string; title: string; numeric: boolean; field: Field | null };
type Props = { form: Form; records: RecordPage[]; address: (id: string) => string };

const SYSTEM: Record<string, { title: Key; show: (record: RecordPage) => string }> = {
  number: { title: "number", show: (record) => record.number ?? "—" },
  created_at: { title: "created_at", show: (record) => moment(record.createdAt) },
  created_by: { title: "created_by", show: (record) => record.createdBy?.name ?? "" },
  changed_at: { title: "changed_at", show: (record) => moment(record.changedAt) },
  submitted_at: { title: "submitted_at", show: (record) => moment(record.submittedAt) || "—" },
  submitted_by: { title: "submitted_by", show: (record) => record.submittedBy?.name ?? "—" },
};

function useColumns(form: Form): Column[] {
  const { t, of } = useWords();
  const byId = new Map(form.fields.map((field) => [field.id, field]));
  const listed = form.list.length > 0 ? form.list : ["number", ...form.fields.slice(0, 4).map((field) => field.id)];
  return listed.flatMap((id): Column[] => {
    const field = byId.get(id);
    if (field) return [{ id, title: of(field.title), numeric: kindOf(field.widget).numeric === true, field }];
    const system = SYSTEM[id];
    return system ? [{ id, title: t(system.title), numeric: false, field: null }] : [];
  });
}

function Cell({ column, record }: { column: Column; record: RecordPage }) {
  if (!column.field) return <span className="num">{SYSTEM[column.id]?.show(record) ?? ""}</span>;
  const kind = kindOf(column.field.widget);
  return <kind.Show field={column.field} value={record.values[column.id]} dense />;
}

export function StateWord({ record }: { record: RecordPage }) {
  const { t } = useWords();
  if (record.frozen) return <Status tone="frozen">{t("frozen")}</Status>;
  if (record.state === "draft") return <span className="state">{t("state_draft")}</span>;
  if (record.state === "void") return <span className="state">{t("state_void")}</span>;
  return null;
}

export function RecordTable({ form, records, address }: Props) {
  const { t } = useWords();
  const columns = useColumns(form);
  const anyState = records.some((record) => record.frozen || record.state !== "submitted");
  return (
    <div className="card flush scroll-x">
      <table className="records">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.numeric ? "right" : ""}>
                {column.title}
              </th>
            ))}
            {anyState && <th scope="col">{t("state")}</th>}
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id} className={record.frozen ? "hatched" : ""}>
              {columns.map((column, index) => (
                <td key={column.id} className={column.numeric ? "right" : ""}>
                  {index === 0 ? (
                    <a className="row-link" href={`#${address(record.id)}`}>
                      <Cell column={column} record={record} />
                    </a>
                  ) : (
                    <Cell column={column} record={record} />
                  )}
                </td>
              ))}
              {anyState && (
                <td>
                  <StateWord record={record} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function RecordLines({ form, records, address }: Props) {
  const columns = useColumns(form);
  const [first, ...others] = columns;
  const words = others.filter(
    (column) => column.field?.widget === "choice" && column.field.options.some((o) => o.tone !== "neutral"),
  );
  const facts = others.filter((column) => !words.includes(column));
  return (
    <ul className="lines">
      {records.map((record) => (
        <li key={record.id} className={record.frozen ? "hatched" : ""}>
          <a href={`#${address(record.id)}`}>
            <span className="spread">
              <strong className="line-name">{first ? <Cell column={first} record={record} /> : record.name}</strong>
              <span className="row">
                {words
                  .filter((column) => record.values[column.id])
                  .map((column) => (
                    <Cell key={column.id} column={column} record={record} />
                  ))}
                <StateWord record={record} />
              </span>
            </span>
            <span className="line-facts small quiet">
              {facts
                .filter((column) => !column.field || (record.values[column.id] ?? null) !== null)
                .map((column) => (
                  <span key={column.id}>
                    <Cell column={column} record={record} />
                  </span>
                ))}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
