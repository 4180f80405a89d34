/** The one door to the server: JSON over the session cookie; refusals become one exception with all problems in it. */
import { plain } from "../model/label.ts";
import { Refusal, readRefusal } from "../model/problem.ts";

export const NO_CONNECTION = "no-connection";

const address = (path: string): string => new URL(`api/${path}`, document.baseURI).toString();

async function answerOf(request: Promise<Response>): Promise<unknown> {
  const response = await request.catch(() => {
    throw new Refusal(0, NO_CONNECTION, plain("no connection"), [], null);
  });
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === "" ? null : JSON.parse(text);
  } catch {
    body = null;
  }
  if (!response.ok) throw readRefusal(response.status, body);
  return body;
}

export type Query = Record<string, string> | URLSearchParams;

export const get = (path: string, query?: Query): Promise<unknown> => {
  const text = new URLSearchParams(query).toString();
  return answerOf(fetch(address(text === "" ? path : `${path}?${text}`), { headers: { Accept: "application/json" } }));
};

const send =
  (method: "POST" | "PUT" | "DELETE") =>
  (path: string, body: unknown = {}): Promise<unknown> =>
    answerOf(
      fetch(address(path), { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    );

export const post = send("POST");
export const put = send("PUT");

export const upload = (file: File): Promise<unknown> =>
  answerOf(
    fetch(address("files"), {
      method: "POST",
      headers: {
        "Content-Type": file.type || "application/octet-stream",
        "X-File-Name": encodeURIComponent(file.name),
      },
      body: file,
    }),
  );

export const fileAddress = (hash: string): string => address(`files/${hash}`);

const part = encodeURIComponent;
export const paths = {
  app: (app: string) => `apps/${part(app)}`,
  records: (app: string, form: string) => `apps/${part(app)}/forms/${part(form)}/records`,
  /** A list as a workbook, asked for as the list itself. */
  workbook: (app: string, form: string, asked: string) =>
    `api/apps/${part(app)}/forms/${part(form)}/records.xlsx${asked === "" ? "" : `?${asked}`}`,
  /** A record as it is printed. */
  paper: (app: string, form: string, id: string) => `api/${paths.record(app, form, id)}/print`,
  record: (app: string, form: string, id: string) => `apps/${part(app)}/forms/${part(form)}/records/${part(id)}`,
  lookup: (app: string, form: string, field: string) => `apps/${part(app)}/forms/${part(form)}/lookup/${part(field)}`,
  dashboard: (app: string, id: string) => `apps/${part(app)}/dashboards/${part(id)}`,
  offered: (app: string, id: string, filter: string) => `${paths.dashboard(app, id)}/filters/${part(filter)}`,
  trace: (app: string, form: string, id: string) => `apps/${part(app)}/trace/${part(form)}/${part(id)}`,
};
