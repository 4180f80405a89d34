import { moment } from "../model/moments.ts";
import { causeOf, type TrailEvent } from "../model/task.ts";
import { wordFor } from "../model/wording/say.ts";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";

/** The title and address of a record that caused something, null when it is not for this person. */
export type Cause = (form: string, id: string) => { title: string; address: string } | null;

/** Steps of a flow are named by their kind as well: what waits is not yet done. */
const STEPS = new Set(["started", "opened", "ended"]);

/** Who did what, newest first, with what changed. */
export function Timeline({ events, cause }: { events: TrailEvent[]; cause: Cause }) {
  const { t } = useWords();
  if (events.length === 0) return <p className="none quiet">{t("no_events")}</p>;
  return (
    <ol className="timeline">
      {[...events].reverse().map((event, index) => (
        <EventLine key={`${event.at}-${index}`} event={event} cause={cause} />
      ))}
    </ol>
  );
}

function EventLine({ event, cause }: { event: TrailEvent; cause: Cause }) {
  const { t, of, language } = useWords();
  const title = of(event.title);
  const step = STEPS.has(event.verb) ? wordFor(language, "verb", event.verb) : "";
  const from = causeOf(event.comment);
  const caused = from && cause(from.form, from.id);
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
      {caused && (
        <a className="link small" href={`#${caused.address}`}>
          {t("caused_by", { form: caused.title })}
        </a>
      )}
      {event.comment && !from && <p className="said">{event.comment}</p>}
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
