/** Light or dark: as the device says, until the person chooses. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const KEPT = "suyuan.theme";
const listeners = new Set<() => void>();
const prefersDark = () => window.matchMedia("(prefers-color-scheme: dark)");

export function theme(): Theme {
  const kept = localStorage.getItem(KEPT);
  if (kept === "light" || kept === "dark") return kept;
  return prefersDark().matches ? "dark" : "light";
}

function show(): void {
  document.documentElement.dataset.theme = theme();
  for (const listener of listeners) listener();
}

export function choose(next: Theme): void {
  localStorage.setItem(KEPT, next);
  show();
}

export function startTheme(): void {
  prefersDark().addEventListener("change", show);
  show();
}

export const useTheme = (): Theme =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, theme);
