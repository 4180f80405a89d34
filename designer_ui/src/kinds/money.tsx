import { asText, type EditProps, type Kind, type ShowProps } from "./kind.ts";
import { grouped, NumberControl, numberToWire } from "./number.tsx";

const SIGNS: Record<string, string> = { CNY: "¥", USD: "$", EUR: "€" };
const signOf = (currency: string | null): string => SIGNS[currency ?? "CNY"] ?? currency ?? "";

const Edit = (props: EditProps) => (
  <span className="with-sign">
    <span className="unit" aria-hidden="true">
      {signOf(props.field.currency)}
    </span>
    <NumberControl {...props} />
  </span>
);

const Show = ({ field, value }: ShowProps) => {
  const shown = asText(value);
  return shown === "" ? <>—</> : <span className="num">{`${signOf(field.currency)} ${grouped(shown)}`}</span>;
};

export const money: Kind = { sort: "number", Edit, Show, numeric: true, toWire: numberToWire };
