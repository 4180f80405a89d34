import type { Field } from "../model/app_page.ts";
import { asText, controlProps, type EditProps, type Kind, type ShowProps, textToWire } from "./kind.ts";

/** Browsers leave out seconds that are zero. */
const whole = (typed: string, field: Field): string => (field.seconds && typed.length === 5 ? `${typed}:00` : typed);

const Edit = (props: EditProps) => (
  <input
    {...controlProps(props)}
    className="control num"
    type="time"
    step={props.field.seconds ? 1 : 60}
    value={asText(props.value)}
    onChange={(event) => props.onChange(whole(event.target.value, props.field))}
  />
);

const Show = ({ value }: ShowProps) => <span className="num">{asText(value) || "—"}</span>;

export const time: Kind = { sort: "text", Edit, Show, toWire: textToWire };
