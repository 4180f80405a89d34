/** Deciding a task once; who comes second is told who was first. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isObject } from "../model/json.ts";
import { newsWith, readMessages } from "../model/messages.ts";
import { places } from "../model/places.ts";
import { Refusal } from "../model/problem.ts";
import { outgoing } from "../model/sending.ts";
import type { Task } from "../model/task.ts";
import { focusPath } from "../render/onward.ts";
import { useToast } from "../ui/toast.tsx";
import { useWords } from "../ui/words.tsx";
import { go } from "./address.ts";
import { newsOf } from "./refusals.ts";
import { post } from "./server.ts";
import type { Filling } from "./use_form_state.ts";
import { pleaseFill } from "./use_sending.ts";
import { toWire } from "./wire.ts";

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

const nameIn = (current: Record<string, unknown> | null): string | null => {
  const by = current?.decided_by ?? current?.by;
  if (typeof by === "string") return by;
  return isObject(by) && typeof by.name === "string" ? by.name : null;
};

export function useDeciding(task: Task, state: Filling) {
  const words = useWords();
  const tell = useToast();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [news, setNews] = useState<string | null>(null);
  const [comment, setComment] = useState("");

  const refused = (error: unknown) => {
    if (error instanceof Refusal && error.status === 409) {
      const name = nameIn(error.current);
      tell({ text: name ? words.t("decided_by_other", { name }) : words.t("decided_elsewhere"), tone: "fail" });
      void client.invalidateQueries({ queryKey: ["task", task.id] });
      return;
    }
    setNews(newsOf(error, words));
    if (!(error instanceof Refusal)) return;
    state.setProblems(error.problems);
    const first = error.problems.find((problem) => problem.path !== "");
    if (first) setTimeout(() => focusPath(first.path), 0);
  };

  const decide = async (outcome: string) => {
    const needed = task.require[outcome] ?? [];
    const gaps = needed.filter((id) => isBlank(state.derived.values[id]));
    if (gaps.length > 0) {
      const titles = state.form.fields.filter((field) => gaps.includes(field.id)).map((field) => words.of(field.title));
      state.setProblems(gaps.map(pleaseFill));
      setNews(words.t("outcome_needs", { fields: titles.join("、") }));
      setTimeout(() => focusPath(gaps[0] ?? ""), 0);
      return;
    }
    setBusy(true);
    setNews(null);
    try {
      const all = outgoing(state.form, state.derived, toWire);
      const values = Object.fromEntries(Object.entries(all).filter(([id]) => task.edit.includes(id)));
      const answer = await post(`tasks/${encodeURIComponent(task.id)}/decide`, {
        outcome,
        values,
        comment,
        rev: task.rev,
      });
      const title = task.outcomes.find((each) => each.id === outcome)?.title;
      const said = words.t("decided", { outcome: title ? words.of(title) : outcome });
      tell(newsWith(said, readMessages(answer), words.of));
      go(places.tasks(task.app), { replace: true });
      await client.invalidateQueries();
    } catch (error) {
      refused(error);
    } finally {
      setBusy(false);
    }
  };

  return { busy, news, comment, setComment, decide: (outcome: string) => void decide(outcome) };
}
