import type { Form } from "../model/app_page.ts";
import { shownFields } from "../model/app_page.ts";
import { type ListView, toggled } from "../model/list_view.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../ui/words.tsx";

/** Fields whose few options make good chips. */
const CHIP_FIELDS = 3;
const CHIP_OPTIONS = 8;

type Props = { form: Form; view: ListView; onChange: (view: ListView) => void };

export function FilterChips({ form, view, onChange }: Props) {
  const { t, of } = useWords();
  const fields = shownFields(form)
    .filter((field) => field.widget === "choice" && field.options.length > 0 && field.options.length <= CHIP_OPTIONS)
    .filter((field) => field.options.some((option) => option.tone !== "neutral"))
    .filter((field) => form.list.includes(field.id) || view.filters.some((filter) => filter.field === field.id))
    .slice(0, CHIP_FIELDS);
  const drilled = view.drill.drill !== undefined;
  if (fields.length === 0 && !drilled) return null;
  return (
    <div className="filters">
      {drilled && (
        <button type="button" className="filter on" onClick={() => onChange({ ...view, drill: {} })}>
          {t("drilled")}
          <Icon name="close" size={16} />
        </button>
      )}
      {fields.map((field) => (
        <fieldset key={field.id} aria-label={of(field.title)}>
          <span className="small faint" aria-hidden="true">
            {of(field.title)}
          </span>
          {field.options.map((option) => (
            <button
              key={option.value}
              type="button"
              className="filter"
              aria-pressed={view.filters.some((filter) => filter.field === field.id && filter.value === option.value)}
              onClick={() => onChange(toggled(view, field.id, option.value))}
            >
              {of(option.title)}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
