/** Something a person was told of: the record as the step shows it, and what has happened. Seen is read. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { SurroundingsContext } from "../kinds/surroundings.ts";
import type { Form } from "../model/app_page.ts";
import type { Copy } from "../model/copy.ts";
import { places } from "../model/places.ts";
import { formAtTask } from "../model/task_form.ts";
import { RecordCards } from "../render/record_cards.tsx";
import { Timeline } from "../render/timeline.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";
import { goBack } from "./address.ts";
import { useHere } from "./here.ts";
import { NotFound } from "./not_found.tsx";
import { copyQuery } from "./queries.ts";
import { WaitingScreen } from "./read_screen.tsx";
import { post } from "./server.ts";
import { useSurroundings } from "./use_surroundings.ts";

export function CopyScreen({ id }: { id: string }) {
  const { app } = useHere();
  const { t } = useWords();
  const query = useQuery(copyQuery(id));
  const copy = query.data;
  useMarkRead(copy);
  if (!copy) return <WaitingScreen query={query} title={t("copied")} back={places.tasks(app.id, "copied")} />;
  const form = app.forms[copy.record.form];
  if (!form) return <NotFound />;
  return <Reading copy={copy} form={formAtTask(form, { hidden: copy.hidden, parts: {} })} />;
}

function useMarkRead(copy: Copy | undefined) {
  const client = useQueryClient();
  const unread = copy && !copy.read ? copy.id : null;
  useEffect(() => {
    if (unread === null) return;
    void post(`copies/${encodeURIComponent(unread)}/read`, {}).then(() =>
      client.invalidateQueries({ queryKey: ["copies"] }),
    );
  }, [unread, client]);
}

function Reading({ copy, form }: { copy: Copy; form: Form }) {
  const { app } = useHere();
  const { t, of } = useWords();
  const surroundings = useSurroundings(null, null);
  return (
    <SurroundingsContext value={surroundings}>
      <Screen
        title={of(copy.title)}
        under={
          <>
            <span className="num">{copy.record.number || copy.record.name}</span>
            <span>{of(form.title)}</span>
          </>
        }
        onBack={() => goBack(places.tasks(app.id, "copied"))}
        wide
      >
        <div className="beside">
          <div className="cards">
            <RecordCards form={form} values={copy.full.values} />
          </div>
          <aside className="cards">
            <section className="card">
              <h2>{t("timeline")}</h2>
              <Timeline events={copy.timeline} app={copy.app} />
            </section>
          </aside>
        </div>
      </Screen>
    </SurroundingsContext>
  );
}
