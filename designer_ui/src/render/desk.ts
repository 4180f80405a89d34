/** Whether there is room for a desk's layout; the same width as in tokens.css. */
import { useSyncExternalStore } from "react";

const wide = () => window.matchMedia("(min-width: 900px)");

export const useDesk = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const query = wide();
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => wide().matches,
  );
