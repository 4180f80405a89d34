/** Values of fields as they travel, each by its own kind. */
import { kindOf } from "../kinds/registry.ts";
import type { Field } from "../model/app_page.ts";
import type { Sort } from "../model/sort.ts";

export const toWire = (field: Field, value: unknown): unknown => kindOf(field.widget).toWire(value, field);
export const sortOf = (widget: string): Sort => kindOf(widget).sort;
