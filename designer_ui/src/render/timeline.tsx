import { moment } from "../model/moments.ts";
import { places } from "../model/places.ts";
import type { Reason, TrailEvent } from "../model/task.ts";
import { wordFor } from "../model/wording/say.ts";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";

/** Steps of a flow are named by their kind as well: what waits is not yet done. */
const STEPS = new Set(["started", "opened", "ended", "reminded", "copied", "retried"]);

/** Who did what, newest first, with what changed, and why where nobody did it. */
export function Timeline({ events, app }: { events: TrailEvent[]; app: string }) {
  const { t } = useWords();
  if (events.length === 0) return <p className="none quiet">{t("no_events")}</p>;
  return (
    <ol className="timeline">
      {[...events].reverse().map((event, index) => (
        <EventLine key={`${event.at}-${index}`} event={event} app={app} />
      ))}
    </ol>
  );
}

function EventLine({ event, app }: { event: TrailEvent; app: string }) {
  const { of, language } = useWords();
  const title = of(event.title);
  const step = STEPS.has(event.verb) ? wordFor(language, "verb", event.verb) : "";
  return (
    <li className={event.verb === "opened" ? "open" : ""}>
      <div className="spread">
        <strong>{title || wordFor(language, "verb", event.verb)}</strong>
        <time className="num small faint" dateTime={event.at}>
          {moment(event.at)}
        </time>
      </div>
      <div className="small quiet">{step !== "" ? step : event.by}</div>
      {event.outcome && <Status tone={event.tone}>{of(event.outcome)}</Status>}
      <Reasons reasons={event.because} app={app} />
      {event.comment && <p className="said">{event.comment}</p>}
      {event.changes.length > 0 && (
        <ul className="small quiet">
          {event.changes.map((change) => (
            <li key={change.field}>
              {of(change.title)}: {change.before || "—"} → {change.after || "—"}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** The chain of causes up to what a person did; each leads to its record. */
function Reasons({ reasons, app }: { reasons: Reason[]; app: string }) {
  const { of } = useWords();
  if (reasons.length === 0) return null;
  return (
    <ol className="reasons small">
      {reasons.map(({ title, record }, index) => (
        <li key={`${of(title)}-${index}`}>
          {record === null ? (
            <span className="quiet">{of(title)}</span>
          ) : (
            <a className="link" href={`#${places.record(app, record.form, record.id)}`}>
              {of(title)}
            </a>
          )}
        </li>
      ))}
    </ol>
  );
}
