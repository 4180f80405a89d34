/** A dashboard: one card a chart, each with its picture, the same numbers as a table, and how they are made. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { intoColumns, tallness } from "../model/columns.ts";
import { type Chart, lastDays } from "../model/dashboard.ts";
import { places } from "../model/places.ts";
import type { Key } from "../model/wording/zh.ts";
import { useDesk } from "../render/desk.ts";
import { DrawnChart } from "../render/drawn_chart.tsx";
import "../render/cockpit.css";
import { IconButton } from "../ui/button.tsx";
import { Screen } from "../ui/screen.tsx";
import { Scroll } from "../ui/scroll.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useTheme } from "../ui/theme.ts";
import { useWords } from "../ui/words.tsx";
import { go, goBack, useHashSearch } from "./address.ts";
import { useHere } from "./here.ts";
import { Waiting } from "./read_screen.tsx";
import { dashboardQuery } from "./report_queries.ts";

const PERIODS: { id: string; days: number; title: Key }[] = [
  { id: "30", days: 30, title: "last_30" },
  { id: "90", days: 90, title: "last_90" },
  { id: "180", days: 180, title: "last_180" },
  { id: "365", days: 365, title: "last_365" },
];

export function CockpitScreen({ id }: { id: string }) {
  const { app } = useHere();
  const { t, of, language } = useWords();
  const theme = useTheme();
  const desk = useDesk();
  const chosen = new URLSearchParams(useHashSearch()).get("days") ?? "180";
  const period = PERIODS.find((each) => each.id === chosen) ?? PERIODS[2];
  const { from, to } = lastDays(period?.days ?? 180, new Date(`${app.today}T12:00:00Z`));
  const query = useQuery(dashboardQuery(app.id, id, { from, to, language, theme, size: desk ? "desk" : "phone" }));
  const title = app.dashboards.find((dashboard) => dashboard.id === id)?.title;
  return (
    <Screen title={title ? of(title) : t("cockpit")} wide onBack={() => goBack(places.home(app.id))}>
      <Tabs
        name={t("period")}
        items={PERIODS.map((each) => ({ id: each.id, title: t(each.title) }))}
        chosen={period?.id ?? "180"}
        onChoose={(days) => go(`${places.report(app.id, id)}?days=${days}`, { replace: true })}
      />
      {query.data ? (
        <div className="charts">
          {intoColumns(query.data.charts, desk ? 2 : 1, (chart) => tallness(chart.svg)).map((column, index) => (
            <div key={index} className="chart-column">
              {column.map((chart) => (
                <ChartCard key={chart.id} chart={chart} />
              ))}
            </div>
          ))}
        </div>
      ) : (
        <Waiting query={query} />
      )}
    </Screen>
  );
}

function ChartCard({ chart }: { chart: Chart }) {
  const { t, of } = useWords();
  const onlyTable = chart.svg === "" && chart.rows.length > 0;
  const [asTable, setAsTable] = useState(onlyTable);
  const [explained, setExplained] = useState(false);
  return (
    <section className="card chart" aria-labelledby={`chart-${chart.id}`}>
      <header className="spread">
        <h2 id={`chart-${chart.id}`}>{of(chart.title)}</h2>
        <span className="row tight">
          {chart.formula && of(chart.formula) !== "" && (
            <IconButton
              icon="info"
              name={t("formula")}
              aria-expanded={explained}
              onClick={() => setExplained(!explained)}
            />
          )}
          {!onlyTable && chart.kind !== "figure" && chart.rows.length > 0 && (
            <IconButton
              icon={asTable ? "chart" : "table"}
              name={t(asTable ? "as_chart" : "as_table")}
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            />
          )}
        </span>
      </header>
      {explained && chart.formula && <p className="formula small">{of(chart.formula)}</p>}
      {chart.rows.length === 0 && chart.svg === "" ? (
        <p className="none quiet">{t("no_data")}</p>
      ) : chart.kind === "figure" ? (
        <Figure chart={chart} />
      ) : asTable ? (
        <ChartTable chart={chart} />
      ) : (
        <DrawnChart svg={chart.svg} title={of(chart.title)} />
      )}
      {chart.notice !== "" && chart.rows.length > 0 && <p className="quiet small">{chart.notice}</p>}
      {chart.records && (
        <a className="link small chart-records" href={chart.records}>
          {t("records")}
        </a>
      )}
    </section>
  );
}

/** One number needs no picture. */
function Figure({ chart }: { chart: Chart }) {
  const [number = ""] = chart.rows[0] ?? [];
  const address = chart.links[0];
  return address ? (
    <a className="figure num" href={address}>
      {number}
    </a>
  ) : (
    <span className="figure num">{number}</span>
  );
}

function ChartTable({ chart }: { chart: Chart }) {
  const { t, of } = useWords();
  const named = Math.max(
    0,
    chart.columns.findIndex((column) => !column.numeric),
  );
  return (
    <Scroll name={`${of(chart.title)} · ${t("as_table")}`}>
      <table className="rows read">
        <thead>
          <tr>
            {chart.columns.map((column, index) => (
              <th key={index} scope="col" className={column.numeric ? "right" : ""}>
                {of(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.rows.map((row, index) => (
            <tr key={index}>
              {row.map((text, at) => (
                <td key={at} className={chart.columns[at]?.numeric ? "right num" : ""}>
                  {at === named && chart.links[index] ? (
                    <a className="link" href={chart.links[index] ?? ""}>
                      {text}
                    </a>
                  ) : (
                    text
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
