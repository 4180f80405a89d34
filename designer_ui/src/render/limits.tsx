/** The tolerance strip of one measured value, and the word for where it stands. */
import type { Field } from "../model/app_page.ts";
import { get } from "../model/filling.ts";
import { decimal } from "../model/number_entry.ts";
import { type Strip, strip } from "../model/strip.ts";
import { Status } from "../ui/status.tsx";
import { StripMark } from "../ui/strip_mark.tsx";
import { useWords } from "../ui/words.tsx";
import { useForm } from "./form_state.ts";

export type RowPlace = { table: string; index: number };
type Bounds = { lower: number | null; upper: number | null; nominal: number | null };

export const measuredNumber = (value: unknown): number | null => {
  const plain = typeof value === "number" ? String(value) : typeof value === "string" ? decimal(value) : null;
  return plain === null || plain === undefined ? null : Number(plain);
};

export function useStrip(field: Field, path: string, row: RowPlace | null): { drawn: Strip; bounds: Bounds } {
  const { derived, bound } = useForm();
  const bounds = {
    lower: bound(field.limits?.[0], field, row),
    upper: bound(field.limits?.[1], field, row),
    nominal: bound(field.nominal, field, row),
  };
  return {
    drawn: strip(measuredNumber(get(derived.values, path)), bounds.lower, bounds.upper, bounds.nominal),
    bounds,
  };
}

export function StandingWord({ drawn }: { drawn: Strip }) {
  const { t } = useWords();
  if (drawn.standing === "empty" || (drawn.lower === null && drawn.upper === null)) return null;
  return (
    <Status tone={drawn.standing} plain>
      {t(drawn.standing)}
    </Status>
  );
}

/** 24.98 – 25.02, ≤ 1.6 or ≥ 56, with the unit. */
export function BoundsText({ bounds, unit }: { bounds: Bounds; unit: string | null }) {
  const { t } = useWords();
  const { lower, upper } = bounds;
  const text =
    lower !== null && upper !== null
      ? `${lower} – ${upper}`
      : lower !== null
        ? t("minimum_of", { value: lower })
        : upper !== null
          ? t("maximum_of", { value: upper })
          : "";
  if (text === "") return null;
  return (
    <span className="num bounds">
      {text}
      {unit && ` ${unit}`}
    </span>
  );
}

/** Under a single field: limits, strip and word in one line. */
export function Limits({ field, path, row }: { field: Field; path: string; row: RowPlace | null }) {
  const { drawn, bounds } = useStrip(field, path, row);
  if (drawn.lower === null && drawn.upper === null) return null;
  return (
    <div className="limits">
      <BoundsText bounds={bounds} unit={field.unit} />
      <StripMark strip={drawn} />
      <StandingWord drawn={drawn} />
    </div>
  );
}
