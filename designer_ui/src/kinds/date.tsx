import { asText, controlProps, type EditProps, type Kind, type ShowProps, textToWire } from "./kind.ts";

const Edit = (props: EditProps) => (
  <input
    {...controlProps(props)}
    className="control num"
    type="date"
    value={asText(props.value)}
    onChange={(event) => props.onChange(event.target.value)}
  />
);

const Show = ({ value }: ShowProps) => <span className="num">{asText(value) || "—"}</span>;

export const date: Kind = { sort: "date", Edit, Show, toWire: textToWire };
