import { queryOptions } from "@tanstack/react-query";
import { readAllOffered, readDashboard } from "../model/dashboard.ts";
import { type Narrowing, writeNarrowing } from "../model/narrowing.ts";
import { get, paths } from "./server.ts";

const MINUTE = 60_000;

export const dashboardQuery = (app: string, id: string, narrowing: Narrowing, look: Record<string, string>) =>
  queryOptions({
    queryKey: ["dashboard", app, id, narrowing, look],
    queryFn: async () => {
      const asked = writeNarrowing(narrowing);
      for (const [name, value] of Object.entries(look)) asked.set(name, value);
      return readDashboard(await get(paths.dashboard(app, id), asked));
    },
    staleTime: MINUTE,
  });

/** Records a filter of a dashboard may be set to. */
export const offeredQuery = (app: string, id: string, filter: string, typed: string) =>
  queryOptions({
    queryKey: ["offered", app, id, filter, typed],
    queryFn: async () => readAllOffered(await get(paths.offered(app, id, filter), { q: typed })),
    staleTime: MINUTE,
  });
