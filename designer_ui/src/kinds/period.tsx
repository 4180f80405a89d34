/** Days from one to another; the end may be left open. */
import { isObject } from "../model/json.ts";
import { useWords } from "../ui/words.tsx";
import { asText, controlProps, type EditProps, type ShowProps } from "./kind.ts";

const ENDS = ["start", "end"] as const;
const day = (value: unknown, end: string): string => (isObject(value) ? asText(value[end]) : "");

export function Edit(props: EditProps) {
  const { t } = useWords();
  const { value, onChange } = props;
  const choose = (end: string, chosen: string) => {
    const next = { start: day(value, "start"), end: day(value, "end"), [end]: chosen };
    onChange(next.start === "" && next.end === "" ? null : next);
  };
  return (
    <div className="row">
      {ENDS.map((end, index) => (
        <input
          key={end}
          {...controlProps(props)}
          id={index === 0 ? props.id : `${props.id}-${end}`}
          className="control num"
          type="date"
          aria-label={t(`period_${end}`)}
          min={end === "end" ? day(value, "start") || undefined : undefined}
          value={day(value, end)}
          onChange={(event) => choose(end, event.target.value)}
        />
      ))}
    </div>
  );
}

export function Show({ value }: ShowProps) {
  if (!isObject(value)) return <>—</>;
  return (
    <span className="num">
      {day(value, "start")} – {day(value, "end")}
    </span>
  );
}
