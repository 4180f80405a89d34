import { useWords } from "../ui/words.tsx";
import type { EditProps, Kind, ShowProps } from "./kind.ts";

const ANSWERS = [true, false];

/** Two chips, because a question may also stay unanswered. */
function Edit({ value, onChange, id, path, required, invalid, describedBy }: EditProps) {
  const { t } = useWords();
  return (
    <div
      className="chips"
      role="radiogroup"
      id={id}
      aria-labelledby={`${id}-name`}
      aria-required={required}
      aria-describedby={describedBy}
    >
      {ANSWERS.map((answer) => (
        <label key={String(answer)} className="chip">
          <input
            type="radio"
            name={path}
            aria-invalid={invalid || undefined}
            checked={value === answer}
            onChange={() => onChange(answer)}
            onClick={() => {
              if (value === answer && !required) onChange(null);
            }}
          />
          <span>{t(answer ? "yes" : "no")}</span>
        </label>
      ))}
    </div>
  );
}

function Show({ value }: ShowProps) {
  const { t } = useWords();
  return typeof value === "boolean" ? t(value ? "yes" : "no") : "—";
}

export const yesNo: Kind = {
  sort: "boolean",
  Edit,
  Show,
  group: true,
  toWire: (value) => (typeof value === "boolean" ? value : null),
};
