/** What a dashboard is narrowed to: a period, and values of its filters. It lives in the address. */
import { useState } from "react";
import type { Dashboard, Filter } from "../model/dashboard.ts";
import { daysOf, type Narrowing, PERIODS, periodOf, toggledOnly } from "../model/narrowing.ts";
import { Icon } from "../ui/icon.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useWords } from "../ui/words.tsx";
import { FilterSearch } from "./filter_search.tsx";
import { useHere } from "./here.ts";

type Props = {
  id: string;
  board: Dashboard | undefined;
  narrowing: Narrowing;
  onChange: (narrowing: Narrowing) => void;
};

export function FilterBar({ id, board, narrowing, onChange }: Props) {
  return (
    <div className="narrowing">
      <PeriodChoice board={board} narrowing={narrowing} onChange={onChange} />
      {board && board.filters.length > 0 && (
        <div className="filters">
          {board.filters.map((filter) => (
            <FilterChoice
              key={filter.id}
              dashboard={id}
              filter={filter}
              onToggle={(key) => onChange(toggledOnly(narrowing, filter.id, key))}
            />
          ))}
        </div>
      )}
    </div>
  );
}

type PeriodProps = Pick<Props, "board" | "narrowing" | "onChange">;

function PeriodChoice({ board, narrowing, onChange }: PeriodProps) {
  const { app } = useHere();
  const { t } = useWords();
  const given = narrowing.from !== "" || narrowing.to !== "";
  const period = periodOf(narrowing, app.today);
  const [own, setOwn] = useState(given && period === undefined);
  const chosen = own ? "own" : (period?.id ?? (given ? "own" : "usual"));
  const choose = (wanted: string) => {
    const known = PERIODS.find((each) => each.id === wanted);
    setOwn(wanted === "own");
    if (known) onChange({ ...narrowing, ...daysOf(known, app.today) });
    else if (wanted === "usual") onChange({ ...narrowing, from: "", to: "" });
    else if (board?.period) onChange({ ...narrowing, ...board.period });
  };
  return (
    <>
      <Tabs
        name={t("period")}
        items={[
          { id: "usual", title: t("period_usual") },
          ...PERIODS.map((each) => ({ id: each.id, title: t(each.id) })),
          { id: "own", title: t("period_own") },
        ]}
        chosen={chosen}
        onChoose={choose}
      />
      {chosen === "own" && (
        <div className="row period-own">
          {(["from", "to"] as const).map((end) => (
            <label key={end} className="row tight">
              <span className="small quiet">{t(end === "from" ? "day_from" : "day_to")}</span>
              <input
                className="control"
                type="date"
                min={end === "to" ? narrowing.from : "1900-01-01"}
                max={end === "from" && narrowing.to !== "" ? narrowing.to : "2999-12-31"}
                value={narrowing[end]}
                onChange={(event) =>
                  event.target.validity.valid && onChange({ ...narrowing, [end]: event.target.value })
                }
              />
            </label>
          ))}
        </div>
      )}
    </>
  );
}

type ChoiceProps = { dashboard: string; filter: Filter; onToggle: (key: string) => void };

function FilterChoice({ dashboard, filter, onToggle }: ChoiceProps) {
  const { of } = useWords();
  const known = filter.options.map((option) => option.key);
  const others = filter.chosen.filter((one) => !known.includes(one.key));
  return (
    <fieldset aria-label={of(filter.title)}>
      <span className="small faint" aria-hidden="true">
        {of(filter.title)}
      </span>
      {filter.options.map((option) => (
        <button
          key={option.key}
          type="button"
          className="filter"
          aria-pressed={filter.chosen.some((one) => one.key === option.key)}
          onClick={() => onToggle(option.key)}
        >
          {of(option.title)}
        </button>
      ))}
      {others.map((one) => (
        <button key={one.key} type="button" className="filter on" onClick={() => onToggle(one.key)}>
          {one.name}
          <Icon name="close" size={16} />
        </button>
      ))}
      {filter.options.length === 0 && <FilterSearch dashboard={dashboard} filter={filter} onPick={onToggle} />}
    </fieldset>
  );
}
