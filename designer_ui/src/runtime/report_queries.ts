import { queryOptions } from "@tanstack/react-query";
import { readDashboard } from "../model/dashboard.ts";
import { get, paths } from "./server.ts";

const MINUTE = 60_000;

export const dashboardQuery = (app: string, id: string, look: Record<string, string>) =>
  queryOptions({
    queryKey: ["dashboard", app, id, look],
    queryFn: async () => readDashboard(await get(paths.dashboard(app, id), look)),
    staleTime: MINUTE,
  });
