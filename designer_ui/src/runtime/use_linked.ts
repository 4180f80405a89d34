/** Reads linked records when a formula wants to look through a link. */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { FindLinked, Linked } from "../model/environment.ts";
import { recordQuery } from "./queries.ts";

type Wanted = { form: string; id: string };
const keyOf = (form: string, id: string): string => `${form}/${id}`;

export function useLinked(app: string): FindLinked {
  const [wanted, setWanted] = useState<Wanted[]>([]);
  const asked = useRef(new Map<string, Wanted>());
  const answers = useQueries({
    queries: wanted.map(({ form, id }) => ({ ...recordQuery(app, form, id), staleTime: 30_000, retry: false })),
  });
  const known = new Map<string, Linked>();
  wanted.forEach(({ form, id }, index) => {
    const data = answers[index]?.data;
    if (data) known.set(keyOf(form, id), data);
  });
  // After every drawing: what was asked for and is not on its way yet is fetched.
  useEffect(() => {
    if (asked.current.size > wanted.length) setWanted([...asked.current.values()]);
  });
  const signature = [...known.keys()].join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature says when the known records change
  return useCallback(
    (form, id) => {
      const key = keyOf(form, id);
      if (!asked.current.has(key)) asked.current.set(key, { form, id });
      return known.get(key) ?? null;
    },
    [signature],
  );
}
