/** A new screen begins at its top; going back finds the place where one was. */

const KEY = "suyuanPlace";
const TRIES = 12;
const heights = new Map<number, number>();
let latest = 0;

const isPlace = (state: unknown): state is Record<string, number> =>
  typeof state === "object" && state !== null && KEY in state;

function placeHere(): number | null {
  const state: unknown = window.history.state;
  return isPlace(state) ? (state[KEY] ?? null) : null;
}

/** The content may still be on its way: try again until there is room enough. */
function restore(height: number, tries = TRIES): void {
  window.scrollTo(0, height);
  if (tries > 0 && Math.abs(window.scrollY - height) > 2) setTimeout(() => restore(height, tries - 1), 60);
}

function arrived(): void {
  const known = placeHere();
  if (known !== null) {
    restore(heights.get(known) ?? 0);
    return;
  }
  latest += 1;
  window.history.replaceState({ [KEY]: latest }, "");
  window.scrollTo(0, 0);
}

export function startScrollPlace(): void {
  window.history.scrollRestoration = "manual";
  window.addEventListener("popstate", arrived);
  window.addEventListener("scrollend", () => {
    const place = placeHere();
    if (place !== null) heights.set(place, window.scrollY);
  });
  if (placeHere() === null) window.history.replaceState({ [KEY]: latest }, "");
}
