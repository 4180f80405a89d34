import { useQuery } from "@tanstack/react-query";
import { places } from "../model/places.ts";
import { BOXES, type Box, isBox } from "../model/task.ts";
import { Empty } from "../ui/banner.tsx";
import { Screen } from "../ui/screen.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { focusNext, useKeys } from "../ui/use_keys.ts";
import { useWords } from "../ui/words.tsx";
import { go, goBack, useHashSearch } from "./address.ts";
import { CopyLines } from "./copy_lines.tsx";
import { useHere } from "./here.ts";
import { copiesQuery, tasksQuery } from "./queries.ts";
import { Waiting } from "./read_screen.tsx";
import { TaskLines } from "./task_lines.tsx";

export function TasksScreen() {
  const { app } = useHere();
  const { t } = useWords();
  const wanted = new URLSearchParams(useHashSearch()).get("box") ?? "todo";
  const box = isBox(wanted) ? wanted : "todo";
  const counts = useCounts(app.id);
  const lines = () => [...document.querySelectorAll<HTMLElement>(".lines > li > a")];
  useKeys({ j: () => focusNext(lines(), 1), k: () => focusNext(lines(), -1) });
  return (
    <Screen title={t("tasks")} onBack={() => goBack(places.home(app.id))}>
      <Tabs
        name={t("tasks")}
        items={BOXES.map((id) => ({ id, title: t(id), count: counts[id] ?? null }))}
        chosen={box}
        onChoose={(id) => go(places.tasks(app.id, id), { replace: true })}
      />
      {box === "copied" ? <Copied /> : <Tasks box={box} />}
    </Screen>
  );
}

/** What waits for this person: tasks to do, and copies not read. */
function useCounts(app: string): Partial<Record<Box, number>> {
  const todo = useQuery(tasksQuery("todo")).data;
  const unread = useQuery(copiesQuery()).data?.filter((copy) => copy.app === app && !copy.read).length;
  const counts: Partial<Record<Box, number>> = {};
  if (todo) counts.todo = todo.filter((task) => task.app === app).length;
  if (unread) counts.copied = unread;
  return counts;
}

function Tasks({ box }: { box: Exclude<Box, "copied"> }) {
  const { app } = useHere();
  const { t } = useWords();
  const query = useQuery(tasksQuery(box));
  const tasks = query.data?.filter((task) => task.app === app.id);
  if (!tasks) return <Waiting query={query} />;
  if (tasks.length === 0) return <Empty icon="check">{t(box === "todo" ? "tasks_none" : "nothing_here")}</Empty>;
  return <TaskLines tasks={tasks} box={box} />;
}

function Copied() {
  const { app } = useHere();
  const { t } = useWords();
  const query = useQuery(copiesQuery());
  const copies = query.data?.filter((copy) => copy.app === app.id);
  if (!copies) return <Waiting query={query} />;
  if (copies.length === 0) return <Empty icon="check">{t("nothing_here")}</Empty>;
  return <CopyLines copies={copies} />;
}
