/** The app and the person every screen speaks about. */
import { createContext, useContext } from "react";
import type { AppPage } from "../model/app_page.ts";
import type { Me } from "../model/person.ts";

export type Here = { app: AppPage; me: Me };

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("outside of an app");
  return here;
}
