/** Single keys that act on a whole screen, for people who decide many things at a desk. */
import { useEffect, useRef } from "react";

const TYPING = "input, textarea, select, dialog, [contenteditable]";

/** `keys` by the letter as typed, in lower case; silent while somebody types, and with any modifier. */
export function useKeys(keys: Record<string, () => void>): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const act = current.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

/** The next of these elements takes the focus; from nowhere, the first or the last. */
export function focusNext(elements: HTMLElement[], step: 1 | -1): void {
  const at = elements.findIndex((each) => each === document.activeElement || each.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : elements.length - 1) : Math.min(Math.max(at + step, 0), elements.length - 1);
  elements[next]?.focus();
}
