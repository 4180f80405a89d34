/** Addresses inside the page, one function each; drawn charts link by the same ones. */

const part = encodeURIComponent;
const query = (values: Record<string, string>): string => {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "")).toString();
  return text === "" ? "" : `?${text}`;
};

export const places = {
  apps: () => "/",
  signIn: () => "/sign-in",
  home: (app: string) => `/${part(app)}`,
  list: (app: string, form: string) => `/${part(app)}/list/${part(form)}`,
  create: (app: string, form: string, values: Record<string, string> = {}) =>
    `/${part(app)}/new/${part(form)}${query(values)}`,
  record: (app: string, form: string, id: string) => `/${part(app)}/record/${part(form)}/${part(id)}`,
  change: (app: string, form: string, id: string) => `/${part(app)}/change/${part(form)}/${part(id)}`,
  tasks: (app: string, box = "todo") => `/${part(app)}/tasks${box === "todo" ? "" : query({ box })}`,
  task: (app: string, id: string) => `/${part(app)}/tasks/${part(id)}`,
  copy: (app: string, id: string) => `/${part(app)}/copies/${part(id)}`,
  report: (app: string, id: string) => `/${part(app)}/report/${part(id)}`,
  search: (app: string, code = "") => `/${part(app)}/trace${query({ code })}`,
  trace: (app: string, form: string, id: string, direction: string) =>
    `/${part(app)}/trace/${part(form)}/${part(id)}${query({ direction })}`,
};
