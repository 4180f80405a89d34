/** Filling in a form, new or opened again: one definition, phone and desk. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Form } from "../model/app_page.ts";
import { drafts, find } from "../model/draft.ts";
import { newId } from "../model/identity.ts";
import { places } from "../model/places.ts";
import type { RecordPage, Values } from "../model/record.ts";
import { useWords } from "../ui/words.tsx";
import { useHashSearch } from "./address.ts";
import { FillingScreen, type Opened } from "./filling_screen.tsx";
import { useHere } from "./here.ts";
import { NotFound } from "./not_found.tsx";
import { recordQuery } from "./queries.ts";
import { WaitingScreen } from "./read_screen.tsx";

export function NewRecord({ formId }: { formId: string }) {
  const { app, me } = useHere();
  const search = useHashSearch();
  const form = app.forms[formId];
  const opened = useMemo<Opened>(() => {
    const values = new URLSearchParams(search);
    const wanted = values.get("draft");
    const kept = drafts(localStorage, me.id, app.id).find(
      (draft) => draft.form === formId && draft.rev === 0 && (wanted === null || draft.record === wanted),
    );
    if (kept)
      return {
        id: kept.record,
        rev: 0,
        number: null,
        submitted: false,
        values: kept.values,
        keptAt: kept.savedAt,
        fresh: {},
      };
    return { id: newId(), rev: 0, number: null, submitted: false, values: {}, keptAt: null, fresh: {} };
  }, [app.id, me.id, formId, search]);
  if (!form?.rights.create) return <NotFound />;
  return <FillingScreen key={opened.id} form={form} opened={opened} />;
}

export function ChangeRecord({ formId, id }: { formId: string; id: string }) {
  const { app } = useHere();
  const { of } = useWords();
  const form = app.forms[formId];
  const query = useQuery({ ...recordQuery(app.id, formId, id), staleTime: 0 });
  if (!form) return <NotFound />;
  if (!query.data)
    return <WaitingScreen query={query} title={of(form.title)} back={places.record(app.id, formId, id)} />;
  return <Changing key={query.data.id} form={form} record={query.data} />;
}

const withoutNulls = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? null]));

function Changing({ form, record }: { form: Form; record: RecordPage }) {
  const { app, me } = useHere();
  // The first reading is what the person starts from; a later one must not pull the form from under their hands.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const opened = useMemo<Opened>(() => {
    const kept = find(localStorage, me.id, app.id, form.id, record.id);
    const fresh = withoutNulls(record.values);
    return {
      id: record.id,
      rev: kept?.rev ?? record.rev,
      number: record.number,
      submitted: record.state === "submitted",
      values: kept?.values ?? fresh,
      keptAt: kept?.savedAt ?? null,
      fresh,
    };
  }, [record.id]);
  return <FillingScreen form={form} opened={opened} />;
}
