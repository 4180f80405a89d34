/** A dashboard: one card a chart, each with its picture, the same numbers as a table, and how they are made. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { intoColumns, tallness } from "../model/columns.ts";
import type { Chart } from "../model/dashboard.ts";
import { type Narrowing, readNarrowing, writeNarrowing } from "../model/narrowing.ts";
import { places } from "../model/places.ts";
import { useDesk } from "../render/desk.ts";
import { DrawnChart } from "../render/drawn_chart.tsx";
import "../render/cockpit.css";
import "../render/lists.css";
import { IconButton } from "../ui/button.tsx";
import { Screen } from "../ui/screen.tsx";
import { Scroll } from "../ui/scroll.tsx";
import { useTheme } from "../ui/theme.ts";
import { useWords } from "../ui/words.tsx";
import { go, goBack, useHashSearch } from "./address.ts";
import { FilterBar } from "./filter_bar.tsx";
import { useHere } from "./here.ts";
import { Waiting } from "./read_screen.tsx";
import { dashboardQuery } from "./report_queries.ts";

export function CockpitScreen({ id }: { id: string }) {
  const { app } = useHere();
  const { t, of, language } = useWords();
  const theme = useTheme();
  const desk = useDesk();
  const narrowing = readNarrowing(useHashSearch());
  const look = { language, theme, size: desk ? "desk" : "phone" };
  const query = useQuery({ ...dashboardQuery(app.id, id, narrowing, look), placeholderData: keepPreviousData });
  const show = (next: Narrowing) => {
    const text = writeNarrowing(next).toString();
    go(`${places.report(app.id, id)}${text === "" ? "" : `?${text}`}`, { replace: true });
  };
  const title = app.dashboards.find((dashboard) => dashboard.id === id)?.title;
  return (
    <Screen title={title ? of(title) : t("cockpit")} wide onBack={() => goBack(places.home(app.id))}>
      <FilterBar id={id} board={query.data} narrowing={narrowing} onChange={show} />
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
