import { moment, span } from "../model/moments.ts";
import { places } from "../model/places.ts";
import { type Box, dueIn, type TaskLine } from "../model/task.ts";
import { Icon } from "../ui/icon.tsx";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";

export function DueWord({ due }: { due: string | null }) {
  const { t, language } = useWords();
  if (!due) return null;
  const { late, soon, minutes } = dueIn(due, new Date());
  const text = t(late ? "late" : "due", { span: span(minutes, language) });
  if (late) return <Status tone="fail">{text}</Status>;
  if (soon) return <Status tone="near">{text}</Status>;
  return (
    <span className="row tight small quiet">
      <Icon name="clock" size={16} />
      {text}
    </span>
  );
}

/** Tasks as lines: what is asked, of which record, by when. */
export function TaskLines({ tasks, box }: { tasks: TaskLine[]; box: Box }) {
  const { of } = useWords();
  return (
    <ul className="lines">
      {tasks.map((task) => (
        <li key={task.id}>
          <a href={`#${places.task(task.app, task.id)}`}>
            <span className="spread">
              <strong className="line-name">{of(task.title)}</strong>
              {box === "todo" ? (
                <DueWord due={task.due} />
              ) : (
                task.outcome && <span className="state">{of(task.outcome)}</span>
              )}
            </span>
            <span className="line-facts small quiet">
              <span className="num">{task.record.number || task.record.name}</span>
              {task.facts.map((fact, index) =>
                fact.tone === "neutral" ? (
                  <span key={`${fact.label.zh}-${index}`}>{of(fact.text)}</span>
                ) : (
                  <Status key={`${fact.label.zh}-${index}`} tone={fact.tone}>
                    {of(fact.text)}
                  </Status>
                ),
              )}
            </span>
            <span className="line-facts small faint">
              <span>{of(task.flow)}</span>
              <span className="num">{moment(task.openedAt)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
