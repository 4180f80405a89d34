import { useQuery } from "@tanstack/react-query";
import { places } from "../model/places.ts";
import { BOXES, isBox } from "../model/task.ts";
import { Empty } from "../ui/banner.tsx";
import { Screen } from "../ui/screen.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { focusNext, useKeys } from "../ui/use_keys.ts";
import { useWords } from "../ui/words.tsx";
import { go, goBack, useHashSearch } from "./address.ts";
import { useHere } from "./here.ts";
import { tasksQuery } from "./queries.ts";
import { Waiting } from "./read_screen.tsx";
import { TaskLines } from "./task_lines.tsx";

export function TasksScreen() {
  const { app } = useHere();
  const { t } = useWords();
  const wanted = new URLSearchParams(useHashSearch()).get("box") ?? "todo";
  const box = isBox(wanted) ? wanted : "todo";
  const query = useQuery(tasksQuery(box));
  const todo = useQuery(tasksQuery("todo"));
  const tasks = query.data?.filter((task) => task.app === app.id);
  const count = todo.data?.filter((task) => task.app === app.id).length ?? null;
  const lines = () => [...document.querySelectorAll<HTMLElement>(".lines > li > a")];
  useKeys({ j: () => focusNext(lines(), 1), k: () => focusNext(lines(), -1) });
  return (
    <Screen title={t("tasks")} onBack={() => goBack(places.home(app.id))}>
      <Tabs
        name={t("tasks")}
        items={BOXES.map((id) => ({ id, title: t(id), count: id === "todo" ? count : null }))}
        chosen={box}
        onChoose={(id) => go(places.tasks(app.id, id), { replace: true })}
      />
      {!tasks ? (
        <Waiting query={query} />
      ) : tasks.length === 0 ? (
        <Empty icon="check">{t(box === "todo" ? "tasks_none" : "nothing_here")}</Empty>
      ) : (
        <TaskLines tasks={tasks} box={box} />
      )}
    </Screen>
  );
}
