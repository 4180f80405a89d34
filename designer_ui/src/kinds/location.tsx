/** A place: taken from the phone where the person agrees, or typed. No map outside is asked for anything. */
import { useState } from "react";
import { isObject } from "../model/json.ts";
import { Button } from "../ui/button.tsx";
import { useWords } from "../ui/words.tsx";
import { asText, controlProps, type EditProps, type ShowProps } from "./kind.ts";

const PARTS = ["latitude", "longitude"] as const;
const part = (value: unknown, name: string): string => (isObject(value) ? asText(value[name]) : "");

export function Edit(props: EditProps) {
  const { t } = useWords();
  const [state, setState] = useState<"still" | "asking" | "failed">("still");
  const { value, onChange } = props;
  const take = () => {
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("still");
        onChange({
          latitude: coords.latitude.toFixed(6),
          longitude: coords.longitude.toFixed(6),
          accuracy: coords.accuracy.toFixed(1),
        });
      },
      () => setState("failed"),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  const type = (name: string, typed: string) => {
    const next = { latitude: part(value, "latitude"), longitude: part(value, "longitude"), [name]: typed };
    onChange(next.latitude === "" && next.longitude === "" ? null : next);
  };
  return (
    <div className="stack">
      <div className="row">
        {PARTS.map((name, index) => (
          <input
            key={name}
            {...controlProps(props)}
            id={index === 0 ? props.id : `${props.id}-${name}`}
            className="control num"
            inputMode="decimal"
            autoComplete="off"
            aria-label={t(name)}
            placeholder={t(name)}
            value={part(value, name)}
            onChange={(event) => type(name, event.target.value)}
          />
        ))}
      </div>
      {"geolocation" in navigator && (
        <Button disabled={state === "asking"} onClick={take}>
          {t(state === "asking" ? "locating" : "locate")}
        </Button>
      )}
      {part(value, "accuracy") !== "" && <span className="small quiet num">± {part(value, "accuracy")} m</span>}
      {state === "failed" && (
        <p className="problem" role="alert">
          {t("locate_failed")}
        </p>
      )}
    </div>
  );
}

export function Show({ value }: ShowProps) {
  if (!isObject(value)) return <>—</>;
  const accuracy = part(value, "accuracy");
  return (
    <span className="num">
      {part(value, "latitude")}, {part(value, "longitude")}
      {accuracy !== "" && ` ± ${accuracy} m`}
    </span>
  );
}
