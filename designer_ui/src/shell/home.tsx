import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Draft, drafts, drop, keep } from "../model/draft.ts";
import { type Entry, entriesOf } from "../model/home.ts";
import { moment } from "../model/moments.ts";
import { places } from "../model/places.ts";
import { useDesk } from "../render/desk.ts";
import { useHere } from "../runtime/here.ts";
import { tasksQuery } from "../runtime/queries.ts";
import { TaskLines } from "../runtime/task_lines.tsx";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import type { IconName } from "../ui/icons.ts";
import { Screen } from "../ui/screen.tsx";
import { useToast } from "../ui/toast.tsx";
import { useWords } from "../ui/words.tsx";
import { LanguageButton, NoticeBell, PersonButton, ThemeButton } from "./tools.tsx";

const SIGNS: Record<Entry["kind"], IconName> = {
  new: "plus",
  list: "list",
  tasks: "tasks",
  report: "chart",
  trace: "trace",
};
const SHOWN = 5;

export function Home() {
  const { app, me } = useHere();
  const { t, of } = useWords();
  const desk = useDesk();
  const todo = useQuery(tasksQuery("todo"));
  const tasks = todo.data?.filter((task) => task.app === app.id) ?? [];
  const entries = entriesOf(app);
  return (
    <Screen
      title={desk ? t("hello", { name: me.name }) : of(app.title)}
      under={desk ? null : <span>{t("hello", { name: me.name })}</span>}
      wide
      aside={
        desk ? null : (
          <>
            <NoticeBell />
            <PersonButton />
          </>
        )
      }
    >
      <div className="home">
        <nav className="entries" aria-label={t("home")}>
          {entries.map((entry) => (
            <EntryCard key={`${entry.kind}:${entry.id}`} entry={entry} tasks={tasks.length} />
          ))}
        </nav>
        <Drafts />
        {tasks.length > 0 && (
          <section className="home-tasks">
            <h2>{t("todo")}</h2>
            <TaskLines tasks={tasks.slice(0, SHOWN)} box="todo" />
            {tasks.length > SHOWN && (
              <a className="link small" href={`#${places.tasks(app.id)}`}>
                {t("tasks_count", { n: tasks.length })}
              </a>
            )}
          </section>
        )}
        {!desk && (
          <div className="home-tools row">
            <LanguageButton look="ghost" />
            <ThemeButton look="ghost" />
          </div>
        )}
      </div>
    </Screen>
  );
}

function EntryCard({ entry, tasks }: { entry: Entry; tasks: number }) {
  const { t, of } = useWords();
  const title = entry.title ? of(entry.title) : t(entry.kind === "trace" ? "trace" : "tasks");
  const under = {
    new: t("fill"),
    list: t("list"),
    tasks: tasks > 0 ? t("tasks_count", { n: tasks }) : t("tasks_none"),
    report: t("cockpit_hint"),
    trace: t("trace_hint"),
  }[entry.kind];
  return (
    <a className={`entry-card ${entry.kind}`} href={`#${entry.address}`}>
      <span className="entry-sign">
        <Icon name={SIGNS[entry.kind]} size={24} />
      </span>
      <span className="grow">
        <strong>{title}</strong>
        <span className="small entry-under">{under}</span>
      </span>
      {entry.kind === "tasks" && tasks > 0 && (
        <span className="badge big num" aria-hidden="true">
          {tasks}
        </span>
      )}
    </a>
  );
}

function Drafts() {
  const { app, me } = useHere();
  const { t, of } = useWords();
  const tell = useToast();
  const [found, setFound] = useState<Draft[]>(() => drafts(localStorage, me.id, app.id));
  const shown = found.filter((draft) => app.forms[draft.form]);
  if (shown.length === 0) return null;
  const reread = () => setFound(drafts(localStorage, me.id, app.id));
  const discard = (draft: Draft) => {
    drop(localStorage, draft);
    reread();
    const act = () => {
      keep(localStorage, draft);
      reread();
    };
    tell({ text: t("discarded"), undo: { label: t("undo"), act } });
  };
  const address = (draft: Draft) =>
    draft.rev === 0
      ? places.create(app.id, draft.form, { draft: draft.record })
      : places.change(app.id, draft.form, draft.record);
  return (
    <section>
      <h2>{t("drafts")}</h2>
      <ul className="lines">
        {shown.map((draft) => (
          <li key={`${draft.form}/${draft.record}`} className="with-action">
            <a href={`#${address(draft)}`}>
              <strong className="line-name">
                {of(app.forms[draft.form]?.title ?? { zh: draft.form, en: draft.form })}
              </strong>
              <span className="small quiet">{t("draft_from", { at: moment(draft.savedAt) })}</span>
            </a>
            <IconButton icon="trash" name={t("discard")} onClick={() => discard(draft)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
