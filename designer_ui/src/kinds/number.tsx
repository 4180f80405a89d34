import { decimal, normalise } from "../model/number_entry.ts";
import { asText, controlProps, type EditProps, type Kind, type ShowProps } from "./kind.ts";
import { useSurroundings } from "./surroundings.ts";

/** Text control with a decimal keyboard: `type=number` turns on the wheel and blanks foreign commas. */
export function NumberControl({ measure = false, ...props }: EditProps & { measure?: boolean }) {
  const { onward } = useSurroundings();
  const { field, value, onChange } = props;
  return (
    <span className={`with-unit${measure ? " measure" : ""}`}>
      <input
        {...controlProps(props)}
        className="control num"
        type="text"
        inputMode="decimal"
        enterKeyHint="next"
        autoComplete="off"
        data-measure={measure || undefined}
        value={asText(value)}
        onChange={(event) => onChange(normalise(event.target.value))}
        onBlur={() => onChange(decimal(asText(value)) ?? asText(value))}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            onward(event.currentTarget);
          }
        }}
      />
      {field.unit && <span className="unit">{field.unit}</span>}
    </span>
  );
}

/** A plain number as written, grouped by thousands. */
export function grouped(plain: string): string {
  const [whole = "", rest] = plain.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : `.${rest}`);
}

const Show = ({ field, value }: ShowProps) => {
  const shown = asText(value);
  if (shown === "") return <>—</>;
  return (
    <span className="num">
      {shown}
      {field.unit && <span className="unit"> {field.unit}</span>}
    </span>
  );
};

/** What cannot be read as a number goes as typed: the server names the problem in its own words. */
export const numberToWire = (value: unknown): string | null => {
  const typed = asText(value);
  const plain = decimal(typed);
  return plain === undefined ? typed : plain;
};

export const number: Kind = { sort: "number", Edit: NumberControl, Show, numeric: true, toWire: numberToWire };
