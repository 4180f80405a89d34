import { useState } from "react";
import { asLink } from "../model/record.ts";
import { Button } from "../ui/button.tsx";
import { useWords } from "../ui/words.tsx";
import type { EditProps, Kind, ShowProps } from "./kind.ts";
import { LinkSearch } from "./link_search.tsx";
import { useSurroundings } from "./surroundings.ts";

/** Chosen: the record's name and a way to change it. Not chosen: search and scan in one entry. */
export function EditLink(props: EditProps) {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  const chosen = asLink(props.value);
  if (!chosen || changing) {
    return (
      <LinkSearch
        {...props}
        autoFocus={changing}
        onPick={(found) => {
          setChanging(false);
          props.onChange({ id: found.id, name: found.name });
        }}
        onLeave={() => setChanging(false)}
      />
    );
  }
  return (
    <div className="picked" id={props.id} tabIndex={-1}>
      <span className="grow">{chosen.name}</span>
      <Button look="ghost" onClick={() => setChanging(true)}>
        {t("change_pick")}
      </Button>
      {!props.required && (
        <Button
          look="ghost"
          icon="close"
          aria-label={t("remove")}
          className="square"
          onClick={() => props.onChange(null)}
        />
      )}
    </div>
  );
}

export function ShowLink({ field, value, dense }: ShowProps) {
  const { recordAddress } = useSurroundings();
  const chosen = asLink(value);
  if (!chosen) return <>—</>;
  const address = field.to && !dense ? recordAddress(field.to, chosen.id) : null;
  return address ? (
    <a className="link" href={`#${address}`}>
      {chosen.name}
    </a>
  ) : (
    chosen.name
  );
}

export const linkToWire = (value: unknown): string | null => asLink(value)?.id ?? null;

export const link: Kind = { sort: "link", Edit: EditLink, Show: ShowLink, toWire: linkToWire };
