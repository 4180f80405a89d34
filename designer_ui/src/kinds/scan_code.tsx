import { Icon } from "../ui/icon.tsx";
import { ScanButton } from "../ui/scan_button.tsx";
import { asText, controlProps, type EditProps, type Kind, type ShowProps, textToWire } from "./kind.ts";
import { useSurroundings } from "./surroundings.ts";

/** A code from a hand scanner, which types it and ends with Enter; Enter must not submit the form. */
function Edit(props: EditProps) {
  const { onward } = useSurroundings();
  return (
    <span className="with-icon scan-entry">
      <Icon name="scan" />
      <input
        {...controlProps(props)}
        className="control num"
        type="text"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={asText(props.value)}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            onward(event.currentTarget);
          }
        }}
      />
      <ScanButton onCodes={([code]) => props.onChange(code ?? "")} />
    </span>
  );
}

const Show = ({ value }: ShowProps) => <span className="num">{asText(value) || "—"}</span>;

export const scanCode: Kind = { sort: "text", Edit, Show, toWire: textToWire };
