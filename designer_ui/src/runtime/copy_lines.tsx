import type { CopyLine } from "../model/copy.ts";
import { moment } from "../model/moments.ts";
import { places } from "../model/places.ts";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";

/** Copies as lines: what happened with which record, and whether it was read. */
export function CopyLines({ copies }: { copies: CopyLine[] }) {
  const { t, of } = useWords();
  return (
    <ul className="lines">
      {copies.map((copy) => (
        <li key={copy.id}>
          <a href={`#${places.copy(copy.app, copy.id)}`}>
            <span className="spread">
              <strong className="line-name">{of(copy.title)}</strong>
              {!copy.read && <Status tone="near">{t("unread")}</Status>}
            </span>
            <span className="line-facts small quiet">
              <span className="num">{copy.record.number || copy.record.name}</span>
              {copy.facts.map((fact) => (
                <span key={fact.label.zh}>{of(fact.text)}</span>
              ))}
            </span>
            <span className="line-facts small faint">
              <span>{of(copy.flow)}</span>
              <span className="num">{moment(copy.sentAt)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
