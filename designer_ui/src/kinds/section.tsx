import { useWords } from "../ui/words.tsx";
import type { Kind, ShowProps } from "./kind.ts";

/** A heading or a tab: the fields after it, up to the next one, stand in it. The form draws the cards and the tabs. */
export const part: Kind = {
  sort: "none",
  layout: "part",
  wide: true,
  Edit: () => null,
  Show: () => null,
  toWire: () => undefined,
};

function Note({ field }: Pick<ShowProps, "field">) {
  const { of } = useWords();
  return (
    <div className="note">
      <p>{of(field.text ?? field.title)}</p>
      {field.help && <p className="quiet">{of(field.help)}</p>}
    </div>
  );
}

export const note: Kind = { sort: "none", layout: "note", wide: true, Edit: Note, Show: Note, toWire: () => undefined };
