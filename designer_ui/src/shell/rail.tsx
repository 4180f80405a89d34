/** The desk's way around: a dark bar above, a rail of what this person may open at the side. */
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { entriesOf, otherForms } from "../model/home.ts";
import { places } from "../model/places.ts";
import { useHere } from "../runtime/here.ts";
import { tasksQuery } from "../runtime/queries.ts";
import { Icon } from "../ui/icon.tsx";
import type { IconName } from "../ui/icons.ts";
import { useWords } from "../ui/words.tsx";
import { Mark } from "./mark.tsx";
import { LanguageButton, NoticeBell, PersonButton, ThemeButton } from "./tools.tsx";

/** What stands around the screens of a desk. */
export function Around() {
  const { app } = useHere();
  return (
    <>
      <TopBar />
      {!app.external && <Rail />}
    </>
  );
}

function TopBar() {
  const { app } = useHere();
  const { t, of } = useWords();
  const look = app.external ? "ghost" : "bar";
  return (
    <header className="top-bar">
      <button type="button" className="skip" onClick={skipToContent}>
        {t("skip")}
      </button>
      <a className="row top-title" href={`#${places.home(app.id)}`}>
        <Mark />
        <strong>{of(app.title)}</strong>
        {app.external && <span className="small quiet">{t("supplier_portal")}</span>}
      </a>
      {app.external && <ExternalNav />}
      <div className="row tight top-tools">
        <LanguageButton look={look} />
        <ThemeButton look={look} />
        <NoticeBell look={look} />
        <PersonButton look={look} />
      </div>
    </header>
  );
}

/** The address after # is the page's own: the jump is made by hand. */
function skipToContent(): void {
  document.querySelector<HTMLElement>("h1")?.focus();
}

function ExternalNav() {
  const { app } = useHere();
  const { t, of } = useWords();
  return (
    <nav className="row" aria-label={t("menu")}>
      {entriesOf(app)
        .filter((entry) => entry.kind !== "new")
        .map((entry) => (
          <RailLink
            key={`${entry.kind}:${entry.id}`}
            address={entry.address}
            title={entry.title ? of(entry.title) : t(entry.kind === "trace" ? "trace" : "tasks")}
          />
        ))}
    </nav>
  );
}

function Rail() {
  const { app } = useHere();
  const { t, of } = useWords();
  const todo = useQuery(tasksQuery("todo"));
  const count = todo.data?.filter((task) => task.app === app.id).length ?? 0;
  return (
    <nav className="rail" aria-label={t("menu")}>
      <RailLink icon="home" address={places.home(app.id)} title={t("home")} exact />
      <RailLink icon="tasks" address={places.tasks(app.id)} title={t("tasks")} count={count} />
      {app.trace && <RailLink icon="trace" address={places.search(app.id)} title={t("trace")} />}
      {app.dashboards.map((dashboard) => (
        <RailLink
          key={dashboard.id}
          icon="chart"
          address={places.report(app.id, dashboard.id)}
          title={of(dashboard.title)}
        />
      ))}
      <h2 className="small faint">{t("forms")}</h2>
      {otherForms(app).map((form) => (
        <RailLink key={form.id} address={places.list(app.id, form.id)} title={of(form.title)} form={form.id} />
      ))}
    </nav>
  );
}

/** Screens that belong to one form. */
const OF_FORMS = new Set(["list", "new", "record", "change"]);

type LinkProps = { icon?: IconName; address: string; title: string; count?: number; exact?: boolean; form?: string };

function RailLink({ icon, address, title, count = 0, exact = false, form }: LinkProps) {
  const [path] = useLocation();
  const inside = exact ? path === address : path === address || path.startsWith(`${address}/`);
  const [, , place = "", of = ""] = path.split("/");
  const ofForm = form === of && OF_FORMS.has(place);
  return (
    <a className="rail-link" href={`#${address}`} aria-current={inside || ofForm ? "page" : undefined}>
      {icon && <Icon name={icon} />}
      <span className="grow clipped">{title}</span>
      {count > 0 && <span className="count num">{count}</span>}
    </a>
  );
}
