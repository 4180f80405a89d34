/** One option of a tree: a list for the first level, and one more for each level that divides further. */
import { useState } from "react";
import type { Option } from "../model/app_page.ts";
import { meantBy, wayTo } from "../model/option_tree.ts";
import { useWords } from "../ui/words.tsx";
import { asText, type EditProps, type ShowProps } from "./kind.ts";

export function Edit({ field, id, path, value, onChange, required, invalid, describedBy }: EditProps) {
  const { of, t } = useWords();
  const [begun, setBegun] = useState<Option[]>([]);
  const kept = wayTo(field.options, asText(value));
  const way = kept.length > 0 ? kept : begun;
  const levels = [field.options, ...way.map((option) => option.options)].filter((options) => options.length > 0);
  const choose = (level: number, chosen: string) => {
    const option = levels[level]?.find((each) => each.value === chosen);
    const next = [...way.slice(0, level), ...(option ? [option] : [])];
    setBegun(next);
    onChange(meantBy(next, field.leaves));
  };
  return (
    <div className="stack">
      {levels.map((options, level) => (
        <select
          key={way[level - 1]?.value ?? ""}
          id={level === 0 ? id : `${id}-${level}`}
          name={path}
          className="control"
          aria-labelledby={`${id}-name`}
          aria-required={(required && level === 0) || undefined}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          value={way[level]?.value ?? ""}
          onChange={(event) => choose(level, event.target.value)}
        >
          <option value="">{level === 0 ? t("pick") : t("pick_further")}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {of(option.title)}
            </option>
          ))}
        </select>
      ))}
    </div>
  );
}

export function Show({ field, value }: ShowProps) {
  const { of } = useWords();
  const way = wayTo(field.options, asText(value)).map((option) => of(option.title));
  return <>{way.join(" / ") || asText(value) || "—"}</>;
}
