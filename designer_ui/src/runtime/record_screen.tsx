/** One record to read: its values, why it is frozen, what happened, and what waits on it. */
import { useQuery } from "@tanstack/react-query";
import { SurroundingsContext } from "../kinds/surroundings.ts";
import type { Form } from "../model/app_page.ts";
import { moment } from "../model/moments.ts";
import { places } from "../model/places.ts";
import type { RecordPage } from "../model/record.ts";
import { useDesk } from "../render/desk.ts";
import { RecordCards } from "../render/record_cards.tsx";
import { StateWord } from "../render/record_list.tsx";
import { Timeline } from "../render/timeline.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";
import { go, goBack } from "./address.ts";
import { useHere } from "./here.ts";
import { NotFound } from "./not_found.tsx";
import { recordQuery, tasksQuery, timelineQuery } from "./queries.ts";
import { Waiting, WaitingScreen } from "./read_screen.tsx";
import { paths } from "./server.ts";
import { TaskLines } from "./task_lines.tsx";
import { traceQuery } from "./trace_queries.ts";
import { useSurroundings } from "./use_surroundings.ts";

export function RecordScreen({ formId, id }: { formId: string; id: string }) {
  const { app } = useHere();
  const { of } = useWords();
  const form = app.forms[formId];
  const query = useQuery(recordQuery(app.id, formId, id));
  if (!form) return <NotFound />;
  if (!query.data) return <WaitingScreen query={query} title={of(form.title)} back={places.list(app.id, formId)} />;
  return <ReadRecord form={form} record={query.data} />;
}

function ReadRecord({ form, record }: { form: Form; record: RecordPage }) {
  const { app } = useHere();
  const { t, of } = useWords();
  const surroundings = useSurroundings(null, null);
  const desk = useDesk();
  const timeline = useQuery(timelineQuery(app.id, form.id, record.id));
  const todo = useQuery(tasksQuery("todo"));
  const waiting = todo.data?.filter((task) => task.record.id === record.id) ?? [];
  const name = record.number ?? (record.name === record.id ? of(form.title) : record.name);
  const mayGoOn = record.rights.change || (record.state === "draft" && record.rights.submit);
  const actions = (
    <>
      <a className="link" href={paths.paper(app.id, form.id, record.id)} target="_blank" rel="noreferrer">
        {t("print")}
      </a>
      {form.isLot && app.trace && (
        <Button icon="trace" onClick={() => go(places.trace(app.id, form.id, record.id, "backward"))}>
          {t("trace")}
        </Button>
      )}
      {mayGoOn && (
        <Button look="primary" icon="edit" onClick={() => go(places.change(app.id, form.id, record.id))}>
          {record.state === "draft" ? t("resume") : t("change")}
        </Button>
      )}
    </>
  );
  return (
    <SurroundingsContext value={surroundings}>
      <Screen
        title={name}
        under={
          <>
            {name !== of(form.title) && <span>{of(form.title)}</span>}
            <StateWord record={record} />
          </>
        }
        onBack={() => goBack(places.list(app.id, form.id))}
        aside={desk ? <div className="row">{actions}</div> : null}
        foot={!desk && ((form.isLot && app.trace) || mayGoOn) ? actions : undefined}
        wide
      >
        <div className="beside">
          <div className="cards">
            {record.frozen && <FrozenBanner form={form} record={record} />}
            <RecordCards form={form} values={record.values} />
          </div>
          <aside className="cards">
            {waiting.length > 0 && (
              <section className="card">
                <h2>{t("related_tasks")}</h2>
                <TaskLines tasks={waiting} box="todo" />
              </section>
            )}
            <section className="card">
              <h2>{t("timeline")}</h2>
              {timeline.data ? <Timeline events={timeline.data} app={app.id} /> : <Waiting query={timeline} />}
            </section>
            <p className="small faint made">
              {record.createdBy?.name} · {t("created")} <span className="num">{moment(record.createdAt)}</span>
            </p>
          </aside>
        </div>
      </Screen>
    </SurroundingsContext>
  );
}

/** Why it is held stands in the ledger, so it is asked for there when the record itself does not say. */
function FrozenBanner({ form, record }: { form: Form; record: RecordPage }) {
  const { app } = useHere();
  const { t, of } = useWords();
  const told = record.frozenReason.length > 0;
  const ledger = useQuery({ ...traceQuery(app.id, form.id, record.id, "backward"), enabled: !told && app.trace });
  const reasons = told ? record.frozenReason : (ledger.data?.lot.frozenReason ?? []);
  return (
    <Banner tone="frozen" title={t("frozen_banner")}>
      {reasons.length > 0 && `${t("reason")}: ${reasons.map(of).join("；")}`}
    </Banner>
  );
}
