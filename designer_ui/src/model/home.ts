/** A role's home as its definition lists it: `new:<form>`, `list:<form>`, `tasks`, `report:<id>`, `trace`. */
import type { AppPage } from "./app_page.ts";
import type { Label } from "./label.ts";
import { places } from "./places.ts";

export type Entry = {
  kind: "new" | "list" | "tasks" | "report" | "trace";
  id: string;
  title: Label | null;
  address: string;
};

export function entriesOf(app: AppPage): Entry[] {
  return app.home.flatMap((text): Entry[] => {
    const [kind, id = ""] = text.split(":");
    const form = app.forms[id];
    if (kind === "new" && form?.rights.create)
      return [{ kind, id, title: form.title, address: places.create(app.id, id) }];
    if (kind === "list" && form?.rights.see) return [{ kind, id, title: form.title, address: places.list(app.id, id) }];
    if (kind === "tasks") return [{ kind, id: "", title: null, address: places.tasks(app.id) }];
    if (kind === "trace" && app.trace) return [{ kind, id: "", title: null, address: places.search(app.id) }];
    const report = kind === "report" ? app.dashboards.find((each) => each.id === id) : undefined;
    return report ? [{ kind: "report", id, title: report.title, address: places.report(app.id, id) }] : [];
  });
}

/** Everything else the person may open: lists of forms not on their home already. */
export const otherForms = (app: AppPage): AppPage["forms"][string][] =>
  Object.values(app.forms).filter((form) => form.rights.see);
