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
import { cellText, MeasureHead, titleOf, unitOf } from "./measure_head.tsx";

type RowProps = { table: Field; parts: Measuring; index: number; row: Values };
type CellProps = RowProps & { column: Field };

export function MeasuredRows({ table, parts, value }: { table: Field; parts: Measuring; value: unknown }) {
  return (
    <ol className="measures">
      {rowsOf(value).map((row, index) => (
        <MeasuredRow key={String(row.id ?? index)} table={table} parts={parts} index={index} row={row} />
      ))}
    </ol>
  );
}

function MeasuredRow({ table, parts, index, row }: RowProps) {
  const { derived } = useForm();
  const entries = parts.entries.filter((column) => facetAt(derived.facets, pathOf(table.id, index, column.id)).visible);
  const measured = entries.find((column) => column.limits);
  const place = { table, parts, index, row };
  return (
    <li className="measure-row">
      <MeasureHead
        parts={parts}
        row={row}
        index={index}
        bounds={measured && <RowBounds {...place} column={measured} />}
      />
      {entries.map((column) =>
        column.limits ? (
          <MeasuredCell key={column.id} {...place} column={column} />
        ) : (
          <div className="measure-other" key={column.id}>
            <FieldControl field={column} path={pathOf(table.id, index, column.id)} label={titleOf(parts, row)} />
          </div>
        ),
      )}
    </li>
  );
}

function RowBounds({ table, column, index, row }: CellProps) {
  const { bounds } = useStrip(column, pathOf(table.id, index, column.id), { table: table.id, index });
  return <BoundsText bounds={bounds} unit={unitOf(row, column)} />;
}

function MeasuredCell({ table, column, index, parts, row }: CellProps) {
  const { derived, change, problems } = useForm();
  const { of } = useWords();
  const path = pathOf(table.id, index, column.id);
  const { drawn } = useStrip(column, path, { table: table.id, index });
  const facet = facetAt(derived.facets, path);
  const wrong = problemsAt(problems, path);
  const id = controlId(path);
  const verdict = parts.verdict?.options.find((option) => option.value === row[parts.verdict?.id ?? ""]);
  const standing = drawn.standing === "pass" && verdict?.tone === "fail" ? "fail" : drawn.standing;
  return (
    <>
      <div className="measure-strip">
        <StripMark strip={drawn} />
      </div>
      <div className={`measure-cell ${standing}${wrong.length > 0 ? " wrong" : ""}`} data-path={path}>
        <label className="only-spoken" htmlFor={id}>
          {`${titleOf(parts, row)} ${of(column.title)}`}
        </label>
        {facet.readOnly ? (
          <output id={id} className="num">
            {cellText(row[column.id])}
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
