/** One task: the record it is about, what this node asks for, and its outcomes as buttons. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { SurroundingsContext } from "../kinds/surroundings.ts";
import type { Field, Form } from "../model/app_page.ts";
import { places } from "../model/places.ts";
import type { RecordPage } from "../model/record.ts";
import { deciderOf, keysOf, requiredByAll, type Task } from "../model/task.ts";
import { formAtTask } from "../model/task_form.ts";
import { FieldRow } from "../render/field_row.tsx";
import { FormContext } from "../render/form_state.ts";
import { RecordCards } from "../render/record_cards.tsx";
import { Timeline } from "../render/timeline.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Screen } from "../ui/screen.tsx";
import { Status } from "../ui/status.tsx";
import { useKeys } from "../ui/use_keys.ts";
import { useWords } from "../ui/words.tsx";
import { goBack } from "./address.ts";
import { useHere } from "./here.ts";
import { NotFound } from "./not_found.tsx";
import { taskQuery } from "./queries.ts";
import { WaitingScreen } from "./read_screen.tsx";
import { DueWord } from "./task_lines.tsx";
import { useDeciding } from "./use_deciding.ts";
import { useFormState } from "./use_form_state.ts";
import { useSurroundings } from "./use_surroundings.ts";

export function TaskScreen({ id }: { id: string }) {
  const { app } = useHere();
  const { t } = useWords();
  const query = useQuery(taskQuery(id));
  const task = query.data;
  if (!task) return <WaitingScreen query={query} title={t("tasks")} back={places.tasks(app.id)} />;
  const form = app.forms[task.record.form];
  if (!form || !task.full) return <NotFound />;
  const shown = formAtTask(form, task);
  return <Deciding key={`${task.id}/${task.rev}/${task.state}`} task={task} form={shown} record={task.full} />;
}

function Deciding({ task, form, record }: { task: Task; form: Form; record: RecordPage }) {
  const { app } = useHere();
  const { t, of } = useWords();
  const mayWrite = useCallback((field: Field) => task.edit.includes(field.id), [task.edit]);
  const asksFor = useCallback((field: Field) => requiredByAll(task).includes(field.id), [task]);
  const state = useFormState(form, record.values, { mayWrite, asksFor, copies: false });
  const deciding = useDeciding(task, state);
  const closedWord = useClosedWord();
  const surroundings = useSurroundings(form, state.derived);
  const asked = form.fields.filter((field) => task.edit.includes(field.id));
  const open = task.outcomes.length > 0;
  return (
    <SurroundingsContext value={surroundings}>
      <FormContext value={state}>
        <Screen
          title={of(task.title)}
          under={
            <>
              <span className="num">{task.record.number || task.record.name}</span>
              <span>{of(form.title)}</span>
            </>
          }
          aside={open ? <DueWord due={task.due} /> : null}
          onBack={() => goBack(places.tasks(app.id))}
          wide
          foot={open ? <Outcomes task={task} busy={deciding.busy} onDecide={deciding.decide} /> : undefined}
        >
          <div className="beside">
            <div className="cards">
              {deciding.news && <Banner tone="fail" title={deciding.news} />}
              {!open && <Banner tone="info" title={closedWord(task)} />}
              {task.facts.length > 0 && (
                <section className="card">
                  <dl className="facts brief">
                    {task.facts.map((fact, index) => (
                      <div key={`${fact.label.zh}-${index}`}>
                        <dt>{of(fact.label)}</dt>
                        <dd>
                          {fact.tone === "neutral" ? of(fact.text) : <Status tone={fact.tone}>{of(fact.text)}</Status>}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </section>
              )}
              {open && (
                <section className="card asked">
                  <h2>{t("to_fill")}</h2>
                  <div className="fields">
                    {asked.map((field) => (
                      <FieldRow key={field.id} field={field} />
                    ))}
                    <Comment value={deciding.comment} onChange={deciding.setComment} />
                  </div>
                </section>
              )}
              <RecordCards form={form} values={record.values} without={open ? task.edit : []} />
            </div>
            <aside className="cards">
              <section className="card">
                <h2>{t("timeline")}</h2>
                <Timeline events={task.timeline} app={task.app} />
              </section>
              <a className="link" href={`#${places.record(app.id, form.id, record.id)}`}>
                {t("open_record")}
              </a>
            </aside>
          </div>
        </Screen>
      </FormContext>
    </SurroundingsContext>
  );
}

function useClosedWord(): (task: Task) => string {
  const { t, of } = useWords();
  return (task) => {
    if (!task.outcome) return t("task_closed");
    const name = deciderOf(task);
    const outcome = of(task.outcome);
    return name === "" ? t("decided", { outcome }) : t("decided_by", { name, outcome });
  };
}

function Comment({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useWords();
  return (
    <div className="field wide">
      <label className="name" htmlFor="f-comment">
        {t("comment")}
      </label>
      <textarea
        id="f-comment"
        className="control"
        rows={2}
        placeholder={t("comment_hint")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

type OutcomesProps = { task: Task; busy: boolean; onDecide: (outcome: string) => void };

/** Every outcome says what it is; the tone stands as a line under the word, so that none shouts. */
function Outcomes({ task, busy, onDecide }: OutcomesProps) {
  const { of } = useWords();
  const keyed = keysOf(task.outcomes);
  const act = (outcome: string | undefined) => outcome && !busy && onDecide(outcome);
  useKeys({ a: () => act(keyed.a), r: () => act(keyed.r) });
  return (
    <div className="outcomes">
      {task.outcomes.map((outcome) => (
        <Button
          key={outcome.id}
          aria-keyshortcuts={outcome.id === keyed.a ? "A" : outcome.id === keyed.r ? "R" : undefined}
          title={outcome.id === keyed.a ? "A" : outcome.id === keyed.r ? "R" : undefined}
          look={task.outcomes.length === 1 ? "primary" : "plain"}
          className={`outcome ${outcome.tone}`}
          disabled={busy}
          onClick={() => onDecide(outcome.id)}
        >
          {of(outcome.title)}
        </Button>
      ))}
    </div>
  );
}
