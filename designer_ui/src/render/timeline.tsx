import { moment } from "../model/moments.ts";
import type { TrailEvent } from "../model/task.ts";
import { wordFor } from "../model/wording/say.ts";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";

/** Who did what, newest first, with what changed. */
export function Timeline({ events }: { events: TrailEvent[] }) {
  const { t, of, language } = useWords();
  if (events.length === 0) return <p className="none quiet">{t("no_events")}</p>;
  return (
    <ol className="timeline">
      {[...events]
        .sort((one, other) => other.at.localeCompare(one.at))
        .map((event, index) => (
          <li key={`${event.at}-${index}`}>
            <div className="spread">
              <strong>{of(event.title) || wordFor(language, "verb", event.verb)}</strong>
              <time className="num small faint" dateTime={event.at}>
                {moment(event.at)}
              </time>
            </div>
            {event.outcome && <Status tone={event.tone}>{of(event.outcome)}</Status>}
            {event.by && <div className="small quiet">{event.by}</div>}
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
        ))}
    </ol>
  );
}
