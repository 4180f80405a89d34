/** Formatted text: written with marks that a row of buttons puts in, shown as it will be read. */
import { Fragment, type ReactNode, useRef } from "react";
import { blocksOf, linked, marked, pointed, type Selected, type Words } from "../model/rich_text.ts";
import type { Key } from "../model/wording/zh.ts";
import { useWords } from "../ui/words.tsx";
import { asText, controlProps, type EditProps, type ShowProps } from "./kind.ts";

const TOOLS: { name: Key; sign: ReactNode; change: (selected: Selected) => Selected }[] = [
  { name: "bold", sign: <strong>B</strong>, change: (selected) => marked(selected, "**") },
  { name: "italic", sign: <em>I</em>, change: (selected) => marked(selected, "*") },
  { name: "points", sign: "•", change: (selected) => pointed(selected, false) },
  { name: "numbered_points", sign: "1.", change: (selected) => pointed(selected, true) },
  { name: "link_in_text", sign: <u>a</u>, change: linked },
];

export function Edit(props: EditProps) {
  const { t } = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const value = asText(props.value);
  const apply = (change: (selected: Selected) => Selected) => {
    const entry = area.current;
    if (!entry) return;
    const next = change({ text: entry.value, start: entry.selectionStart, end: entry.selectionEnd });
    props.onChange(next.text);
    requestAnimationFrame(() => {
      entry.focus();
      entry.setSelectionRange(next.start, next.end);
    });
  };
  return (
    <div className="stack">
      <div className="row" role="toolbar" aria-label={t("formatting")} aria-controls={props.id}>
        {TOOLS.map(({ name, sign, change }) => (
          <button
            key={name}
            type="button"
            className="button square"
            aria-label={t(name)}
            title={t(name)}
            onClick={() => apply(change)}
          >
            <span>{sign}</span>
          </button>
        ))}
      </div>
      <textarea
        {...controlProps(props)}
        ref={area}
        className="control"
        rows={Math.min(16, Math.max(5, value.split("\n").length + 1))}
        value={value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {/[*[]|^\s*(?:-|[0-9]+\.) /m.test(value) && (
        <div className="note" aria-hidden="true">
          <Formatted text={value} />
        </div>
      )}
    </div>
  );
}

export function Show({ value, dense }: ShowProps) {
  const text = asText(value);
  if (text === "") return <>—</>;
  return dense ? <span className="clipped">{text.replace(/\*+/g, "")}</span> : <Formatted text={text} />;
}

function Formatted({ text }: { text: string }) {
  return blocksOf(text).map(({ tag: Tag, lines }, index) => (
    <Tag key={index}>
      {lines.map((line, place) => (
        <Fragment key={place}>
          {Tag === "p" ? place > 0 && <br /> : null}
          {Tag === "p" ? <Line words={line} /> : <li>{<Line words={line} />}</li>}
        </Fragment>
      ))}
    </Tag>
  ));
}

function Line({ words }: { words: Words[] }) {
  return words.map((each, index) => {
    if (each.tag === "text") return each.text;
    if (each.tag === "a") {
      return (
        <a key={index} className="link" href={each.href} target="_blank" rel="noreferrer nofollow">
          {each.text}
        </a>
      );
    }
    const Tag = each.tag;
    return (
      <Tag key={index}>
        <Line words={each.parts} />
      </Tag>
    );
  });
}
