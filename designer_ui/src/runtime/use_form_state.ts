/** The state of a form while a person fills it in, with everything the fields inside it need. */
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Field, Form } from "../model/app_page.ts";
import { derive } from "../model/derive.ts";
import type { Around } from "../model/environment.ts";
import { addRow, copiedRows, removeRow, set } from "../model/filling.ts";
import { newId } from "../model/identity.ts";
import { rowsOf } from "../model/json.ts";
import type { Problem } from "../model/problem.ts";
import { asLink, type Values } from "../model/record.ts";
import { boundOf, workingOut } from "../model/work_out.ts";
import type { FormState } from "../render/form_state.ts";
import { useToast } from "../ui/toast.tsx";
import { useWords } from "../ui/words.tsx";
import { useHere } from "./here.ts";
import { useLinked } from "./use_linked.ts";
import { sortOf } from "./wire.ts";

export type Filling = FormState & {
  typed: Values;
  setTyped: (next: Values) => void;
  setProblems: (next: Problem[]) => void;
};

type Rights = {
  mayWrite: (field: Field) => boolean;
  /** Asked for here though the form does not; by a task. */
  asksFor?: (field: Field) => boolean;
  /** Whether rows still follow their source; those of a submitted record are a snapshot. */
  copies: boolean;
};

export function useFormState(form: Form, start: Values, { mayWrite, asksFor, copies }: Rights): Filling {
  const { app } = useHere();
  const { t } = useWords();
  const tell = useToast();
  const find = useLinked(app.id);
  const [typed, setTyped] = useState<Values>(start);
  const [problems, setProblems] = useState<Problem[]>([]);
  const around = useMemo<Around>(() => ({ app, now: new Date(), find, sortOf }), [app, find]);
  const workOut = useMemo(() => workingOut(form, around), [form, around]);
  const derived = useMemo(
    () => derive(form, typed, workOut, { mayWrite, asksFor }),
    [form, typed, workOut, mayWrite, asksFor],
  );

  const change = useCallback((path: string, value: unknown) => {
    setTyped((before) => set(before, path, value));
    setProblems((before) => before.filter((problem) => problem.path !== path));
  }, []);

  useEffect(() => {
    if (!copies) return;
    const filled = form.fields.reduce((values, table) => prefilled(table, values, derived.values, form, around), typed);
    if (filled !== typed) setTyped(filled);
  }, [form, typed, derived, around, copies]);

  return {
    form,
    derived,
    problems,
    change,
    addRow: (table, cells) => setTyped((before) => addRow(before, table.id, newId(), cells)),
    removeRow: (table, index) => {
      const before = typed;
      setTyped(removeRow(before, table.id, index));
      setProblems([]);
      tell({ text: t("row_removed"), undo: { label: t("undo"), act: () => setTyped(before) } });
    },
    bound: (formula, field, row) => {
      const table = row ? form.fields.find((each) => each.id === row.table) : undefined;
      const cells = row && table ? rowsOf(derived.values[table.id])[row.index] : undefined;
      return boundOf(formula, (tree) => workOut(tree, { ...field, decimals: null }, derived.values, cells ?? null));
    },
    typed,
    setTyped,
    setProblems,
  };
}

/** A table with a source follows the linked record: rows come and go with it, never by hand. */
function prefilled(table: Field, typed: Values, shown: Values, form: Form, around: Around): Values {
  const [name, column] = table.from ?? [];
  const through = form.fields.find((field) => field.id === name);
  const link = name === undefined ? null : asLink(shown[name]);
  if (!through?.to || column === undefined) return typed;
  const before = rowsOf(typed[table.id]);
  if (!link) return before.length === 0 ? typed : { ...typed, [table.id]: [] };
  const found = around.find(through.to, link.id);
  if (!found) return typed;
  const source = rowsOf(found.values[column]);
  const same = source.length === before.length && source.every((row, index) => row.id === before[index]?.source_row);
  return same ? typed : { ...typed, [table.id]: copiedRows(table, source, before) };
}
