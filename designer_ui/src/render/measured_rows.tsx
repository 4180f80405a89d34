/** A table of measured values: one line a characteristic, its cell, its strip, its word. Nothing to scroll sideways. */

import { NumberControl } from "../kinds/number.tsx";
import type { Field } from "../model/app_page.ts";
import type { Measuring } from "../model/cards.ts";
import { facetAt } from "../model/derive.ts";
import { pathOf } from "../model/filling.ts";
import { rowsOf } from "../model/json.ts";
import { problemsAt } from "../model/problem.ts";
import type { Values } from "../model/record.ts";
import { StripMark } from "../ui/strip_mark.tsx";
import { useWords } from "../ui/words.tsx";
import { FieldControl } from "./field_row.tsx";
import { controlId, useForm } from "./form_state.ts";
import { BoundsText, StandingWord, useStrip } from "./limits.tsx";

type RowProps = { table: Field; parts: Measuring; index: number; row: Values };

export function MeasuredRows({ table, parts, value }: { table: Field; parts: Measuring; value: unknown }) {
  return (
    <ol className="measures">
      {rowsOf(value).map((row, index) => (
        <MeasuredRow key={String(row.id ?? index)} table={table} parts={parts} index={index} row={row} />
      ))}
    </ol>
  );
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

function MeasuredRow({ table, parts, index, row }: RowProps) {
  const { derived } = useForm();
  const title = parts.title ? textOf(row[parts.title.id]) : "";
  const number = parts.number ? textOf(row[parts.number.id]) || index + 1 : index + 1;
  const entries = parts.entries.filter((column) => facetAt(derived.facets, pathOf(table.id, index, column.id)).visible);
  const unit = textOf(row.unit) || null;
  const measured = entries.find((column) => column.limits);
  return (
    <li className="measure-row">
      <div className="measure-head">
        <span className="measure-title">
          {number}. {title}
        </span>
        <span className="measure-line small">
          {measured && <RowBounds table={table} column={measured} index={index} unit={unit} />}
          <Facts parts={parts} row={row} />
        </span>
      </div>
      {entries.map((column) =>
        column.limits ? (
          <MeasuredCell
            key={column.id}
            table={table}
            column={column}
            index={index}
            title={title}
            parts={parts}
            row={row}
          />
        ) : (
          <div className="measure-other" key={column.id}>
            <FieldControl field={column} path={pathOf(table.id, index, column.id)} label={title} />
          </div>
        ),
      )}
    </li>
  );
}

function RowBounds({
  table,
  column,
  index,
  unit,
}: {
  table: Field;
  column: Field;
  index: number;
  unit: string | null;
}) {
  const { bounds } = useStrip(column, pathOf(table.id, index, column.id), { table: table.id, index });
  return <BoundsText bounds={bounds} unit={unit ?? column.unit} />;
}

/** What else the plan says of this characteristic: class, method. */
function Facts({ parts, row }: { parts: Measuring; row: Values }) {
  const { of } = useWords();
  const wordOf = (column: Field): string => {
    const option = column.options.find((each) => each.value === row[column.id]);
    return option ? of(option.title) : textOf(row[column.id]);
  };
  return parts.facts
    .filter((column) => column.id !== "unit" && textOf(row[column.id]) !== "")
    .map((column) => <span key={column.id}>{wordOf(column)}</span>);
}

type CellProps = RowProps & { column: Field; title: string };

function MeasuredCell({ table, column, index, title, parts, row }: CellProps) {
  const { derived, change, problems } = useForm();
  const { of } = useWords();
  const path = pathOf(table.id, index, column.id);
  const { drawn } = useStrip(column, path, { table: table.id, index });
  const facet = facetAt(derived.facets, path);
  const wrong = problemsAt(problems, path);
  const id = controlId(path);
  const failed =
    parts.verdict?.options.find((option) => option.value === row[parts.verdict?.id ?? ""])?.tone === "fail";
  const standing = drawn.standing === "pass" && failed ? "fail" : drawn.standing;
  return (
    <>
      <div className="measure-strip">
        <StripMark strip={drawn} />
      </div>
      <div className={`measure-cell ${standing}${wrong.length > 0 ? " wrong" : ""}`} data-path={path}>
        <label className="only-spoken" htmlFor={id}>
          {`${title} ${of(column.title)}`}
        </label>
        {facet.readOnly ? (
          <output id={id} className="num">
            {textOf(row[column.id])}
          </output>
        ) : (
          <NumberControl
            measure
            field={{ ...column, unit: null }}
            id={id}
            path={path}
            value={row[column.id]}
            onChange={(value) => change(path, value)}
            required={facet.required}
            invalid={wrong.length > 0 || standing === "fail"}
            describedBy={`${id}-word`}
          />
        )}
      </div>
      <div className="measure-word small" id={`${id}-word`}>
        {wrong.length > 0 ? (
          <span className="problem">{wrong.map((problem) => of(problem.message)).join(" ")}</span>
        ) : (
          <StandingWord drawn={drawn} />
        )}
      </div>
    </>
  );
}
