import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { SurroundingsContext } from "../kinds/surroundings.ts";
import type { Field, Form } from "../model/app_page.ts";
import { moment } from "../model/moments.ts";
import { places } from "../model/places.ts";
import type { Values } from "../model/record.ts";
import { tallyOf } from "../model/tally.ts";
import { FormCards } from "../render/form_cards.tsx";
import { FormContext } from "../render/form_state.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";
import { goBack } from "./address.ts";
import { KeptPill, TallyLine } from "./form_head.tsx";
import { useHere } from "./here.ts";
import { useAutosave } from "./use_autosave.ts";
import { useFormState } from "./use_form_state.ts";
import { useSending } from "./use_sending.ts";
import { useSurroundings } from "./use_surroundings.ts";

const ConflictSheet = lazy(() => import("./conflict_sheet.tsx").then((m) => ({ default: m.ConflictSheet })));

export type Opened = {
  id: string;
  rev: number;
  number: string | null;
  submitted: boolean;
  values: Values;
  /** When these values were kept on this device; null when they come from the server or are new. */
  keptAt: string | null;
  /** What to start over from. */
  fresh: Values;
};

export function FillingScreen({ form, opened }: { form: Form; opened: Opened }) {
  const { app, me } = useHere();
  const { t, of } = useWords();
  const mayWrite = useCallback((field: Field) => !form.locked.includes(field.id), [form]);
  const state = useFormState(form, opened.values, { mayWrite, copies: !opened.submitted });
  const [resumed, setResumed] = useState(opened.keptAt);
  const [rev, setRev] = useState(opened.rev);
  const place = useMemo(
    () => ({ app: app.id, form: form.id, record: opened.id, person: me.id, rev }),
    [app.id, form.id, opened.id, me.id, rev],
  );
  const { kept, done } = useAutosave(place, state.typed, opened.values);
  const sending = useSending({ form, id: opened.id, rev, state, done });
  const surroundings = useSurroundings(form, state.derived);
  const tally = tallyOf(form, state.derived);
  const back = opened.rev > 0 ? places.record(app.id, form.id, opened.id) : places.home(app.id);
  return (
    <SurroundingsContext value={surroundings}>
      <FormContext value={state}>
        <Screen
          title={of(form.title)}
          under={<TallyLine number={opened.number} tally={tally} wrong={state.problems.length} />}
          aside={<KeptPill kept={kept} />}
          progress={tally && tally.all > 0 ? tally.done / tally.all : undefined}
          onBack={() => goBack(back)}
          foot={
            <>
              <Button disabled={sending.busy} onClick={() => sending.send("draft")}>
                {t("save_draft")}
              </Button>
              <Button look="primary" disabled={sending.busy} onClick={() => sending.send("submitted")}>
                {sending.busy ? t("submitting") : t("submit")}
              </Button>
            </>
          }
        >
          {resumed && (
            <Banner
              tone="info"
              title={t("resumed", { at: moment(resumed) })}
              action={
                <Button
                  look="ghost"
                  onClick={() => {
                    state.setTyped(opened.fresh);
                    setResumed(null);
                  }}
                >
                  {t("start_over")}
                </Button>
              }
            />
          )}
          {sending.news && <Banner tone="fail" title={sending.news} />}
          <FormCards form={form} />
        </Screen>
        {sending.conflict && (
          <Suspense>
            <ConflictSheet
              form={form}
              mine={state.derived.values}
              theirs={sending.conflict}
              onClose={sending.closeConflict}
              onTake={(values, theirRev) => {
                state.setTyped(values);
                setRev(theirRev);
                sending.closeConflict();
              }}
              onKeep={(theirRev) => {
                setRev(theirRev);
                sending.again(theirRev);
              }}
            />
          </Suspense>
        )}
      </FormContext>
    </SurroundingsContext>
  );
}
