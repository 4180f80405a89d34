/** One app around its screens: top bar and rail on a desk, only the screen on a phone; a light frame for outsiders. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { Route, Switch } from "wouter";
import { Refusal } from "../model/problem.ts";
import { ChangeRecord, NewRecord } from "../runtime/form_screen.tsx";
import { type Here, HereContext } from "../runtime/here.ts";
import { ListScreen } from "../runtime/list_screen.tsx";
import { NotFound } from "../runtime/not_found.tsx";
import { appQuery, meQuery } from "../runtime/queries.ts";
import { Waiting } from "../runtime/read_screen.tsx";
import { RecordScreen } from "../runtime/record_screen.tsx";
import { TaskScreen } from "../runtime/task_screen.tsx";
import { TasksScreen } from "../runtime/tasks_screen.tsx";
import { Loading } from "../ui/banner.tsx";
import { hasChosenLanguage, useWords } from "../ui/words.tsx";
import { Home } from "./home.tsx";
import { Rail, TopBar } from "./rail.tsx";
import { rememberPlace, SignIn } from "./sign_in.tsx";

const CockpitScreen = lazy(() => import("../runtime/cockpit_screen.tsx").then((m) => ({ default: m.CockpitScreen })));
const TraceScreen = lazy(() => import("../runtime/trace_screen.tsx").then((m) => ({ default: m.TraceScreen })));
const TraceSearchScreen = lazy(() =>
  import("../runtime/trace_search_screen.tsx").then((m) => ({ default: m.TraceSearchScreen })),
);

export function AppFrame({ appId }: { appId: string }) {
  const { speak } = useWords();
  const me = useQuery(meQuery());
  const app = useQuery(appQuery(appId));
  const here = useMemo<Here | null>(
    () => (me.data && app.data ? { me: me.data, app: app.data } : null),
    [me.data, app.data],
  );
  const language = me.data?.language;
  useEffect(() => {
    if (language && !hasChosenLanguage()) speak(language);
  }, [language, speak]);
  const failed = me.error ?? app.error;
  if (failed instanceof Refusal && failed.status === 401) {
    rememberPlace();
    return <SignIn />;
  }
  if (!here) return <Waiting query={me.error ? me : app} />;
  return (
    <HereContext value={here}>
      <div className={here.app.external ? "frame external" : "frame"}>
        <TopBar />
        {!here.app.external && <Rail />}
        <div className="stage">
          <Screens />
        </div>
      </div>
    </HereContext>
  );
}

function Screens() {
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
        <Route path="/:app/report/:id">{({ id }) => <CockpitScreen key={id} id={id} />}</Route>
        <Route path="/:app/trace">{() => <TraceSearchScreen />}</Route>
        <Route path="/:app/trace/:form/:id">{({ form, id }) => <TraceScreen formId={form} id={id} />}</Route>
        <Route>{() => <NotFound />}</Route>
      </Switch>
    </Suspense>
  );
}
