import { isText } from "../model/json.ts";
import { useWords } from "../ui/words.tsx";
import type { EditProps, Kind, ShowProps } from "./kind.ts";

const chosenOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);

function Edit({ field, value, onChange, id, path, describedBy }: EditProps) {
  const { of } = useWords();
  const chosen = chosenOf(value);
  const toggle = (option: string) =>
    onChange(field.options.map((each) => each.value).filter((each) => (each === option) !== chosen.includes(each)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: the fieldset stands around it
    <div className="chips" role="group" id={id} aria-labelledby={`${id}-name`} aria-describedby={describedBy}>
      {field.options.map((option) => (
        <label key={option.value} className={`chip ${option.tone}`}>
          <input
            type="checkbox"
            name={path}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span>{of(option.title)}</span>
        </label>
      ))}
    </div>
  );
}

function Show({ field, value }: ShowProps) {
  const { of } = useWords();
  const chosen = chosenOf(value);
  const titles = field.options.filter((option) => chosen.includes(option.value)).map((option) => of(option.title));
  return <>{titles.join("、") || "—"}</>;
}

export const choices: Kind = { sort: "list", Edit, Show, group: true, toWire: chosenOf };
