import { places } from "../model/places.ts";
import type { Cause } from "../render/timeline.tsx";
import { useWords } from "../ui/words.tsx";
import { useHere } from "./here.ts";

/** Names the form of a record that caused something, and leads to it. */
export function useCause(): Cause {
  const { app } = useHere();
  const { of } = useWords();
  return (formId, id) => {
    const form = app.forms[formId];
    return form?.rights.see ? { title: of(form.title), address: places.record(app.id, formId, id) } : null;
  };
}
