/** Keeps what is typed on this device, a moment after each change and when the page goes away. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, drop, keep } from "../model/draft.ts";
import type { Values } from "../model/record.ts";

const PAUSE = 350;
export type Kept = "nothing" | "waiting" | "kept" | "failed";

export function useAutosave(
  place: Omit<Draft, "values" | "savedAt">,
  typed: Values,
  start: Values,
): { kept: Kept; done: () => void } {
  const [kept, setKept] = useState<Kept>("nothing");
  const latest = useRef<Values | null>(null);
  const over = useRef(false);
  const save = useCallback(() => {
    if (latest.current === null || over.current) return;
    const ok = keep(localStorage, { ...place, values: latest.current, savedAt: new Date().toISOString() });
    latest.current = null;
    setKept(ok ? "kept" : "failed");
  }, [place]);
  useEffect(() => {
    if (typed === start) return;
    latest.current = typed;
    setKept("waiting");
    const timer = setTimeout(save, PAUSE);
    return () => clearTimeout(timer);
  }, [typed, start, save]);
  useEffect(() => {
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [save]);
  const done = useCallback(() => {
    over.current = true;
    drop(localStorage, place);
  }, [place]);
  return { kept, done };
}
