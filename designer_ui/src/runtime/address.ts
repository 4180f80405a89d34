/** The page's address lives after the #: path and query both, so that a drawn chart can link straight into a list. */
import { useCallback, useSyncExternalStore } from "react";

const read = (): string => window.location.hash.replace(/^#/, "") || "/";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const before = window.location.href;
  const url = new URL(before);
  url.hash = to;
  if (replace) {
    window.history.replaceState(window.history.state, "", url);
    window.dispatchEvent(new HashChangeEvent("hashchange", { oldURL: before, newURL: url.href }));
  } else {
    window.location.hash = to;
  }
}

/** Back in this page's own history, or to a given place when there is none. */
export function goBack(otherwise: string): void {
  if (window.history.length > 1) window.history.back();
  else go(otherwise, { replace: true });
}

/** For wouter's router: the path without the query. */
export const useHashPath = (): [string, typeof go] => {
  const hash = useSyncExternalStore(subscribe, read);
  return [hash.split("?")[0] ?? "/", useCallback(go, [])];
};

export const useHashSearch = (): string => {
  const hash = useSyncExternalStore(subscribe, read);
  return hash.split("?")[1] ?? "";
};
