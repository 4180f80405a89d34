/** One entry for search and scan. A hand scanner types fast and ends with Enter: an exact code is taken at once. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Found } from "../model/record.ts";
import { exactly, stepped } from "../model/search.ts";
import { Icon } from "../ui/icon.tsx";
import { ScanButton } from "../ui/scan_button.tsx";
import { useWords } from "../ui/words.tsx";
import { controlProps, type EditProps } from "./kind.ts";
import { useSurroundings } from "./surroundings.ts";

const PAUSE = 220;
type Props = EditProps & { autoFocus: boolean; onPick: (found: Found) => void; onLeave: () => void };

export function LinkSearch(props: Props) {
  const { t } = useWords();
  const { lookup } = useSurroundings();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found[] | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [hint, setHint] = useState("");
  const list = useId();
  const asked = useRef(0);
  const entry = useRef<HTMLInputElement>(null);
  const { path, onPick } = props;

  useEffect(() => {
    if (props.autoFocus) entry.current?.focus();
  }, [props.autoFocus]);

  const search = async (text: string): Promise<Found[]> => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await lookup(path, text).catch((): Found[] => []);
    if (mine === asked.current) {
      setFound(answer);
      setAt(-1);
    }
    return answer;
  };
  const searchLater = useRef(search);
  searchLater.current = search;

  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(() => searchLater.current(typed), typed === "" ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [typed, open]);

  const enter = async () => {
    const chosen = found?.[at];
    if (chosen) return onPick(chosen);
    if (typed.trim() !== "") await take(typed);
  };

  /** What was scanned or typed: the record it means, else what to do about it. */
  const take = async (said: string) => {
    const { codes } = await import("../model/gs1.ts");
    const meant = codes(said);
    let several: string | undefined;
    for (const code of meant) {
      const answer = await search(code);
      const one = exactly(answer, code);
      if (one) return onPick(one);
      several ??= answer.length > 0 ? code : undefined;
    }
    const shown = several ?? meant[0] ?? said.trim();
    setTyped(shown);
    setHint(t(several ? "several_match" : "no_match", { q: shown }));
    if (several && several !== meant.at(-1)) await search(several);
    setOpen(true);
    entry.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      void enter();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setAt(stepped(at, event.key === "ArrowDown" ? 1 : -1, found?.length ?? 0));
    } else if (event.key === "Escape") {
      setOpen(false);
    }
  };

  return (
    <div className="picker">
      <span className={`with-icon${props.field.scan ? " scan-entry" : ""}`}>
        <Icon name={props.field.scan ? "scan" : "search"} />
        <input
          {...controlProps(props)}
          ref={entry}
          className="control"
          type="text"
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${list}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          placeholder={t(props.field.scan ? "scan_or_search" : "search")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setHint("");
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => {
            setOpen(false);
            if (typed === "") props.onLeave();
          }}
          onKeyDown={onKeyDown}
        />
        {props.field.scan && <ScanButton onCodes={([code]) => void take(code ?? "")} />}
      </span>
      {open && found && found.length > 0 && (
        <div className="found" role="listbox" id={list} aria-label={t("pick")}>
          {found.map((each, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the combobox, which keeps the focus
            <div
              key={each.id}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(each)}
            >
              <span>{each.name}</span>
              {each.detail && <span className="small quiet">{each.detail}</span>}
            </div>
          ))}
        </div>
      )}
      <span className="hint small" role="status">
        {hint || (open && found?.length === 0 && typed !== "" ? t("no_match", { q: typed }) : "")}
      </span>
    </div>
  );
}
