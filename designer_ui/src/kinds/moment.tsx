import { fromLocal, moment as shown, toLocal } from "../model/moments.ts";
import { asText, controlProps, type EditProps, type Kind, type ShowProps, textToWire } from "./kind.ts";

const Edit = (props: EditProps) => (
  <input
    {...controlProps(props)}
    className="control num"
    type="datetime-local"
    value={toLocal(asText(props.value))}
    onChange={(event) => props.onChange(fromLocal(event.target.value))}
  />
);

const Show = ({ value }: ShowProps) => <span className="num">{shown(asText(value)) || "—"}</span>;

export const moment: Kind = { sort: "moment", Edit, Show, toWire: textToWire };
