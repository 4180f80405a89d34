/** Sending a form: what is missing is named here, what the server refuses is placed at its field. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Form } from "../model/app_page.ts";
import { Json } from "../model/json.ts";
import { newsWith, readMessages } from "../model/messages.ts";
import { places } from "../model/places.ts";
import { type Problem, Refusal } from "../model/problem.ts";
import { type RecordPage, readRecord } from "../model/record.ts";
import { outgoing } from "../model/sending.ts";
import { misread, missing } from "../model/tally.ts";
import { say } from "../model/wording/say.ts";
import { focusPath } from "../render/onward.ts";
import { useToast } from "../ui/toast.tsx";
import { useWords } from "../ui/words.tsx";
import { go } from "./address.ts";
import { useHere } from "./here.ts";
import { newsOf } from "./refusals.ts";
import { paths, post, put } from "./server.ts";
import type { Filling } from "./use_form_state.ts";
import { sortOf, toWire } from "./wire.ts";

type Target = "draft" | "submitted";
type Props = { form: Form; id: string; rev: number; state: Filling; done: () => void };

export const pleaseFill = (path: string): Problem => ({
  path,
  code: "required",
  message: { zh: say("zh", "please_fill"), en: say("en", "please_fill") },
});

const notANumber = ([path, typed]: [string, string]): Problem => ({
  path,
  code: "wrong-type",
  message: { zh: say("zh", "not_a_number", { typed }), en: say("en", "not_a_number", { typed }) },
});

export function useSending({ form, id, rev, state, done }: Props) {
  const { app } = useHere();
  const words = useWords();
  const tell = useToast();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [news, setNews] = useState<string | null>(null);
  const [conflict, setConflict] = useState<RecordPage | null>(null);
  const [wanted, setWanted] = useState<Target>("submitted");

  const stopAt = (problems: Problem[]) => {
    state.setProblems(problems);
    const first = inFormOrder(form, problems)[0];
    if (first) setTimeout(() => focusPath(first.path), 0);
  };

  const refused = (error: unknown) => {
    if (error instanceof Refusal && error.status === 409 && error.current) {
      setConflict(readRecord(new Json({ id, ...error.current }, "current")));
      return;
    }
    setNews(newsOf(error, words));
    if (error instanceof Refusal) stopAt(error.problems);
  };

  const send = async (target: Target, at: number = rev) => {
    setNews(null);
    setWanted(target);
    const gaps = [
      ...[...misread(form, state.derived, (field) => sortOf(field.widget) === "number")].map(notANumber),
      ...(target === "submitted" ? missing(form, state.derived).map(pleaseFill) : []),
    ];
    if (gaps.length > 0) {
      setNews(words.t("problems", { n: gaps.length }));
      stopAt(gaps);
      return;
    }
    setBusy(true);
    try {
      const body = { id, rev: at === 0 ? null : at, state: target, values: outgoing(form, state.derived, toWire) };
      const answer = await (at === 0
        ? post(paths.records(app.id, form.id), body)
        : put(paths.record(app.id, form.id, id), body));
      const record = readRecord(new Json(answer, "record"));
      done();
      client.setQueryData(["record", app.id, form.id, id], record);
      await client.invalidateQueries({ predicate: ({ queryKey }) => STALE.has(String(queryKey[0])) });
      const number = record.number ?? record.name;
      const said = words.t(target === "draft" ? "draft_saved" : "submitted", { number });
      tell(newsWith(said, readMessages(answer), words.of));
      go(places.record(app.id, form.id, id), { replace: true });
    } catch (error) {
      refused(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    news,
    conflict,
    send: (target: Target) => void send(target),
    again: (at: number) => {
      setConflict(null);
      void send(wanted, at);
    },
    closeConflict: () => setConflict(null),
  };
}

/** A submission may freeze lots, open tasks and write other records. */
const STALE = new Set(["records", "record", "timeline", "tasks", "task", "dashboard", "trace", "lots", "notices"]);

function inFormOrder(form: Form, problems: Problem[]): Problem[] {
  const place = (problem: Problem): number => {
    const [field = "", row = "0"] = problem.path.split("/");
    const at = form.fields.findIndex((each) => each.id === field);
    return (at < 0 ? form.fields.length : at) + Number(row) / 10_000;
  };
  return problems.filter((problem) => problem.path !== "").sort((one, other) => place(one) - place(other));
}
