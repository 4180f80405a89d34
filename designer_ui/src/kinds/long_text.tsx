import { asText, controlProps, type EditProps, type Kind, type ShowProps, textToWire } from "./kind.ts";

function Edit(props: EditProps) {
  const value = asText(props.value);
  return (
    <textarea
      {...controlProps(props)}
      className="control"
      rows={Math.min(10, Math.max(3, value.split("\n").length))}
      value={value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

const Show = ({ value, dense }: ShowProps) => (
  <span className={dense ? "clipped" : "prose"}>{asText(value) || "—"}</span>
);

export const longText: Kind = { sort: "text", Edit, Show, wide: true, toWire: textToWire };
