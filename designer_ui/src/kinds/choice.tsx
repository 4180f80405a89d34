import type { Option } from "../model/app_page.ts";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";
import { asText, controlProps, type EditProps, type Kind, type ShowProps, textToWire } from "./kind.ts";

/** Up to this many options stand as chips; more become a list. */
const CHIPS = 7;

function Chips(props: EditProps) {
  const { of } = useWords();
  const { field, value, path, onChange, required, invalid, describedBy, id } = props;
  return (
    <div
      className="chips"
      role="radiogroup"
      id={id}
      aria-labelledby={`${id}-name`}
      aria-required={required}
      aria-describedby={describedBy}
    >
      {field.options.map((option) => (
        <label key={option.value} className={`chip ${option.tone}`}>
          <input
            type="radio"
            name={path}
            value={option.value}
            aria-invalid={invalid || undefined}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            onClick={() => {
              if (value === option.value && !required) onChange(null);
            }}
          />
          <span>{of(option.title)}</span>
        </label>
      ))}
    </div>
  );
}

function Select(props: EditProps) {
  const { of, t } = useWords();
  return (
    <select
      {...controlProps(props)}
      className="control"
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{t("pick")}</option>
      {props.field.options.map((option) => (
        <option key={option.value} value={option.value}>
          {of(option.title)}
        </option>
      ))}
    </select>
  );
}

const Edit = (props: EditProps) => (props.field.options.length > CHIPS ? <Select {...props} /> : <Chips {...props} />);

export function OptionWord({ option }: { option: Option }) {
  const { of } = useWords();
  return option.tone === "neutral" ? of(option.title) : <Status tone={option.tone}>{of(option.title)}</Status>;
}

function Show({ field, value }: ShowProps) {
  const option = field.options.find((each) => each.value === value);
  return option ? <OptionWord option={option} /> : asText(value) || "—";
}

export const choice: Kind = { sort: "text", Edit, Show, group: true, toWire: textToWire };
