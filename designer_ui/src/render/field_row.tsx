/** One question: its name, its control, its help, and what is wrong with the answer. */
import { kindOf } from "../kinds/registry.ts";
import type { Field } from "../model/app_page.ts";
import { facetAt } from "../model/derive.ts";
import { get } from "../model/filling.ts";
import { problemsAt } from "../model/problem.ts";
import { useWords } from "../ui/words.tsx";
import { controlId, useForm } from "./form_state.ts";
import { Limits } from "./limits.tsx";

export function FieldRow({ field, path = field.id }: { field: Field; path?: string }) {
  const { derived } = useForm();
  const { of } = useWords();
  const facet = facetAt(derived.facets, path);
  if (!facet.visible) return null;
  const kind = kindOf(field.widget);
  const id = controlId(path);
  const wide = kind.wide ? " wide" : "";
  if (kind.layout) return <kind.Show field={field} value={null} />;
  if (facet.readOnly) {
    return (
      <div className={`field shown${wide}`}>
        <FieldName field={field} id={id} path={path} />
        <output className="value" id={id} aria-labelledby={`${id}-name`} tabIndex={-1}>
          <kind.Show field={field} value={get(derived.values, path)} />
        </output>
        {field.help && <p className="help small faint">{of(field.help)}</p>}
      </div>
    );
  }
  return (
    <div className={`field${wide}`}>
      <FieldName field={field} id={id} path={path} />
      <FieldControl field={field} path={path} />
    </div>
  );
}

export function FieldName({ field, id, path }: { field: Field; id: string; path: string }) {
  const { derived } = useForm();
  const { of, t } = useWords();
  const facet = facetAt(derived.facets, path);
  const kind = kindOf(field.widget);
  const mark = facet.computed ? (
    <span className="mark faint">{t("computed")}</span>
  ) : facet.required && !facet.readOnly ? (
    <span className="mark needed">{t("required")}</span>
  ) : null;
  const words = (
    <>
      {of(field.title)}
      {mark && <> {mark}</>}
    </>
  );
  if (kind.group || facet.readOnly) {
    return (
      <span className="name" id={`${id}-name`}>
        {words}
      </span>
    );
  }
  return (
    <label className="name" id={`${id}-name`} htmlFor={id}>
      {words}
    </label>
  );
}

/** The control with its notes; used by questions and by cells of tables. */
export function FieldControl({ field, path, label }: { field: Field; path: string; label?: string }) {
  const { derived, problems, change } = useForm();
  const { of } = useWords();
  const facet = facetAt(derived.facets, path);
  const kind = kindOf(field.widget);
  const id = controlId(path);
  const wrong = problemsAt(problems, path);
  const notes = [field.help && !label ? `${id}-help` : "", wrong.length > 0 ? `${id}-wrong` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <div className={wrong.length > 0 ? "entry wrong" : "entry"} data-path={path}>
      {label && (
        <label className="only-spoken" htmlFor={id} id={`${id}-name`}>
          {label}
        </label>
      )}
      <kind.Edit
        field={field}
        id={id}
        path={path}
        value={get(derived.values, path)}
        onChange={(value) => change(path, value)}
        required={facet.required}
        invalid={wrong.length > 0}
        describedBy={notes === "" ? undefined : notes}
      />
      {field.limits && !label && <Limits field={field} path={path} row={null} />}
      {field.help && !label && (
        <p className="help small faint" id={`${id}-help`}>
          {of(field.help)}
        </p>
      )}
      {wrong.length > 0 && (
        <p className="problem small" id={`${id}-wrong`}>
          {wrong.map((problem) => of(problem.message)).join(" ")}
        </p>
      )}
    </div>
  );
}
