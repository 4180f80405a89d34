import { queryOptions } from "@tanstack/react-query";
import { type Direction, readGenealogy, readLots } from "../model/genealogy.ts";
import { get, paths } from "./server.ts";

export const lotsQuery = (app: string, code: string) =>
  queryOptions({
    queryKey: ["lots", app, code],
    queryFn: async () => readLots(await get(`${paths.app(app)}/trace`, { code })),
    enabled: code !== "",
  });

export const traceQuery = (app: string, form: string, id: string, direction: Direction) =>
  queryOptions({
    queryKey: ["trace", app, form, id, direction],
    queryFn: async () => readGenealogy(await get(paths.trace(app, form, id), { direction })),
  });
