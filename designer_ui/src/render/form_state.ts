/** The form being filled in, for everything drawn inside it. */
import { createContext, useContext } from "react";
import type { Field, Form } from "../model/app_page.ts";
import type { Derived } from "../model/derive.ts";
import type { Problem } from "../model/problem.ts";
import type { Values } from "../model/record.ts";

export type FormState = {
  form: Form;
  derived: Derived;
  problems: Problem[];
  change: (path: string, value: unknown) => void;
  addRow: (table: Field, cells?: Values) => void;
  removeRow: (table: Field, index: number) => void;
  /** A number for a limit or nominal value of a row. */
  bound: (formula: unknown, field: Field, rowPath: { table: string; index: number } | null) => number | null;
};

export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const state = useContext(FormContext);
  if (!state) throw new Error("outside of a form");
  return state;
}

/** Ids of controls, from paths: `readings/2/measured` -> `f-readings-2-measured`. */
export const controlId = (path: string): string => `f-${path.replaceAll("/", "-")}`;
