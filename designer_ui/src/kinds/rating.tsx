import type { Field } from "../model/app_page.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../ui/words.tsx";
import { asText, type EditProps, type Kind, type ShowProps } from "./kind.ts";

const stepsOf = (field: Field): number[] => Array.from({ length: field.maximum ?? 5 }, (_, index) => index + 1);
const stepOf = (value: unknown): number => Number(asText(value)) || 0;

function Edit({ field, value, onChange, id, path, required, describedBy }: EditProps) {
  const { t } = useWords();
  return (
    <div
      className="stars"
      role="radiogroup"
      id={id}
      aria-labelledby={`${id}-name`}
      aria-required={required}
      aria-describedby={describedBy}
    >
      {stepsOf(field).map((step) => (
        <label key={step} className={step <= stepOf(value) ? "star on" : "star"}>
          <input type="radio" name={path} checked={stepOf(value) === step} onChange={() => onChange(step)} />
          <span className="only-spoken">{t("rating_of", { n: step })}</span>
          <Icon name="star" size={28} />
        </label>
      ))}
    </div>
  );
}

function Show({ value }: ShowProps) {
  const { t } = useWords();
  const step = stepOf(value);
  return <>{step > 0 ? t("rating_of", { n: step }) : "—"}</>;
}

export const rating: Kind = {
  sort: "number",
  Edit,
  Show,
  group: true,
  toWire: (value) => (stepOf(value) > 0 ? String(stepOf(value)) : null),
};
