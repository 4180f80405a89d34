/** What a widget is to the page: how it is filled in, how it is read, what it sends, what expressions see of it. */
import type { ComponentType } from "react";
import type { Field } from "../model/app_page.ts";
import { isObject } from "../model/json.ts";
import type { Sort } from "../model/sort.ts";

export type EditProps = {
  field: Field;
  /** The id of the control, for its label. */
  id: string;
  /** Where the value stands in the record: `lot`, `readings/2/measured`. */
  path: string;
  value: unknown;
  onChange: (value: unknown) => void;
  required: boolean;
  invalid: boolean;
  describedBy: string | undefined;
};

export type ShowProps = { field: Field; value: unknown; dense?: boolean };

export type Kind = {
  /** What expressions see of a value. */
  sort: Sort;
  Edit: ComponentType<EditProps>;
  Show: ComponentType<ShowProps>;
  /** Takes the whole width of a desk form. */
  wide?: boolean;
  /** Several controls under one name: a group with a legend instead of a label. */
  group?: boolean;
  /** Layout only: holds no value. */
  layout?: "part" | "note";
  /** Stands at the right edge of a list's column. */
  numeric?: boolean;
  toWire: (value: unknown, field: Field) => unknown;
};

export const asText = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

/** A blank text is no value. */
export const textToWire = (value: unknown): string | null => {
  const text = asText(value).trim();
  return text === "" ? null : text;
};

/** The parts of a place that were given; none when there are none. */
export const partsToWire = (value: unknown): Record<string, unknown> | null => {
  if (!isObject(value)) return null;
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== "");
  return parts.length > 0 ? Object.fromEntries(parts) : null;
};

/** What every native control of a field carries. */
export const controlProps = ({ id, required, invalid, describedBy, path }: EditProps) => ({
  id,
  name: path,
  "aria-required": required || undefined,
  "aria-invalid": invalid || undefined,
  "aria-describedby": describedBy,
});
