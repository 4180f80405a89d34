/** What the screens read, each under one key, so that a change can say what is stale. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { readAppPage } from "../model/app_page.ts";
import { readCopies, readCopy } from "../model/copy.ts";
import { Json, readList } from "../model/json.ts";
import { readApps, readMe, readNotices } from "../model/person.ts";
import { readRecord, readRecordList } from "../model/record.ts";
import { type Box, readTask, readTasks, readTrailEvent } from "../model/task.ts";
import { get, paths } from "./server.ts";

const MINUTE = 60_000;

export const meQuery = () =>
  queryOptions({ queryKey: ["me"], queryFn: async () => readMe(await get("me")), staleTime: 5 * MINUTE });

export const appsQuery = () =>
  queryOptions({ queryKey: ["apps"], queryFn: async () => readApps(await get("apps")), staleTime: 5 * MINUTE });

export const appQuery = (app: string) =>
  queryOptions({
    queryKey: ["app", app],
    queryFn: async () => readAppPage(await get(paths.app(app))),
    staleTime: 5 * MINUTE,
  });

export const recordsQuery = (app: string, form: string, query: string) =>
  infiniteQueryOptions({
    queryKey: ["records", app, form, query],
    initialPageParam: "",
    queryFn: async ({ pageParam }) => {
      const values = new URLSearchParams(query);
      if (pageParam !== "") values.set("after", pageParam);
      return readRecordList(await get(paths.records(app, form), values));
    },
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const recordQuery = (app: string, form: string, id: string) =>
  queryOptions({
    queryKey: ["record", app, form, id],
    queryFn: async () => readRecord(new Json(await get(paths.record(app, form, id)), "record")),
  });

export const timelineQuery = (app: string, form: string, id: string) =>
  queryOptions({
    queryKey: ["timeline", app, form, id],
    queryFn: async () => {
      const answer = await get(`${paths.record(app, form, id)}/timeline`);
      return readList(
        Array.isArray(answer) ? answer : new Json(answer, "timeline").raw("events"),
        "timeline",
        readTrailEvent,
      );
    },
  });

export const tasksQuery = (box: Exclude<Box, "copied">) =>
  queryOptions({
    queryKey: ["tasks", box],
    queryFn: async () => readTasks(await get("tasks", { box })),
    refetchInterval: MINUTE,
  });

export const copiesQuery = () =>
  queryOptions({
    queryKey: ["copies"],
    queryFn: async () => readCopies(await get("copies")),
    refetchInterval: MINUTE,
  });

export const copyQuery = (id: string) =>
  queryOptions({
    queryKey: ["copy", id],
    queryFn: async () => readCopy(await get(`copies/${encodeURIComponent(id)}`)),
  });

export const taskQuery = (id: string) =>
  queryOptions({ queryKey: ["task", id], queryFn: async () => readTask(await get(`tasks/${encodeURIComponent(id)}`)) });

export const noticesQuery = () =>
  queryOptions({
    queryKey: ["notices"],
    queryFn: async () => readNotices(await get("notices")),
    refetchInterval: MINUTE,
  });
