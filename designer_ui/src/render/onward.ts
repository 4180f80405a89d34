/** Enter in a measurement goes to the next empty one below, then to any other empty one, then to the primary action. */

const isEmpty = (entry: HTMLInputElement): boolean => entry.value === "";

export function onward(from: HTMLElement): void {
  const isMeasure = from.dataset.measure !== undefined;
  const selector = isMeasure ? "input[data-measure]" : "main input:not([type=hidden]), main textarea, main select";
  const entries = [...document.querySelectorAll<HTMLInputElement>(selector)].filter(
    (entry) => entry.offsetParent !== null,
  );
  const at = from instanceof HTMLInputElement ? entries.indexOf(from) : -1;
  const after = entries.slice(at + 1);
  const next = isMeasure
    ? (after.find(isEmpty) ?? entries.find((entry) => entry !== from && isEmpty(entry)))
    : after[0];
  const target = next ?? document.querySelector<HTMLElement>(".foot .primary");
  target?.focus();
  target?.scrollIntoView({ block: "center", behavior: "smooth" });
  if (target instanceof HTMLInputElement && target.type === "text") target.select();
}

/** The first control of a field or cell; the card of a table where it has none. */
export function focusPath(path: string): void {
  const entry = document.querySelector(`[data-path="${CSS.escape(path)}"]`);
  const control = entry?.querySelector<HTMLElement>("input, select, textarea, button, [tabindex]");
  const fallback = document.getElementById(`f-${path.replaceAll("/", "-")}`);
  const target =
    control ?? fallback ?? (path.includes("/") ? document.getElementById(`f-${path.split("/")[0]}`) : null);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}
