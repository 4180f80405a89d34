import { asText, controlProps, type EditProps, type Kind, type ShowProps, textToWire } from "./kind.ts";

function Edit(props: EditProps) {
  return (
    <input
      {...controlProps(props)}
      className="control"
      type="text"
      autoComplete="off"
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

export const ShowText = ({ value }: ShowProps) => <>{asText(value) || "—"}</>;

export const text: Kind = { sort: "text", Edit, Show: ShowText, toWire: textToWire };
