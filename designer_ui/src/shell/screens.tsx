/** Which address means which screen; each is fetched when it is first needed. */
import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { Loading } from "../ui/banner.tsx";
import { useWords } from "../ui/words.tsx";

const Home = lazy(() => import("./home.tsx").then((m) => ({ default: m.Home })));
const ListScreen = lazy(() => import("../runtime/list_screen.tsx").then((m) => ({ default: m.ListScreen })));
const NewRecord = lazy(() => import("../runtime/form_screen.tsx").then((m) => ({ default: m.NewRecord })));
const ChangeRecord = lazy(() => import("../runtime/form_screen.tsx").then((m) => ({ default: m.ChangeRecord })));
const RecordScreen = lazy(() => import("../runtime/record_screen.tsx").then((m) => ({ default: m.RecordScreen })));
const TasksScreen = lazy(() => import("../runtime/tasks_screen.tsx").then((m) => ({ default: m.TasksScreen })));
const TaskScreen = lazy(() => import("../runtime/task_screen.tsx").then((m) => ({ default: m.TaskScreen })));
const CopyScreen = lazy(() => import("../runtime/copy_screen.tsx").then((m) => ({ default: m.CopyScreen })));
const CockpitScreen = lazy(() => import("../runtime/cockpit_screen.tsx").then((m) => ({ default: m.CockpitScreen })));
const TraceScreen = lazy(() => import("../runtime/trace_screen.tsx").then((m) => ({ default: m.TraceScreen })));
const TraceSearchScreen = lazy(() =>
  import("../runtime/trace_search_screen.tsx").then((m) => ({ default: m.TraceSearchScreen })),
);
const NotFound = lazy(() => import("../runtime/not_found.tsx").then((m) => ({ default: m.NotFound })));

export function Screens() {
  const { t } = useWords();
  return (
    <Suspense fallback={<Loading>{t("loading")}</Loading>}>
      <Switch>
        <Route path="/:app">{() => <Home />}</Route>
        <Route path="/:app/list/:form">{({ form }) => <ListScreen formId={form} />}</Route>
        <Route path="/:app/new/:form">{({ form }) => <NewRecord key={form} formId={form} />}</Route>
        <Route path="/:app/record/:form/:id">{({ form, id }) => <RecordScreen key={id} formId={form} id={id} />}</Route>
        <Route path="/:app/change/:form/:id">{({ form, id }) => <ChangeRecord key={id} formId={form} id={id} />}</Route>
        <Route path="/:app/tasks">{() => <TasksScreen />}</Route>
        <Route path="/:app/tasks/:id">{({ id }) => <TaskScreen key={id} id={id} />}</Route>
        <Route path="/:app/copies/:id">{({ id }) => <CopyScreen key={id} id={id} />}</Route>
        <Route path="/:app/report/:id">{({ id }) => <CockpitScreen key={id} id={id} />}</Route>
        <Route path="/:app/trace">{() => <TraceSearchScreen />}</Route>
        <Route path="/:app/trace/:form/:id">{({ form, id }) => <TraceScreen formId={form} id={id} />}</Route>
        <Route>{() => <NotFound />}</Route>
      </Switch>
    </Suspense>
  );
}
