/** One search box: a lot's number, scanned or typed. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { lotName } from "../model/genealogy.ts";
import { codes } from "../model/gs1.ts";
import { places } from "../model/places.ts";
import { LotState } from "../render/lot_box.tsx";
import { Empty } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { ScanButton } from "../ui/scan_button.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";
import { go, goBack, useHashSearch } from "./address.ts";
import { useHere } from "./here.ts";
import { Waiting } from "./read_screen.tsx";
import { lotsQuery } from "./trace_queries.ts";

export function TraceSearchScreen() {
  const { app } = useHere();
  const { t, language } = useWords();
  const code = new URLSearchParams(useHashSearch()).get("code") ?? "";
  const query = useQuery(lotsQuery(app.id, code));
  const only = query.data?.length === 1 ? query.data[0] : undefined;
  useEffect(() => {
    if (only) go(places.trace(app.id, only.form, only.record ?? "", "backward"), { replace: true });
  }, [only, app.id]);
  return (
    <Screen title={t("trace")} onBack={() => goBack(places.home(app.id))}>
      <TraceSearch start={code} />
      {code === "" ? (
        <Empty icon="trace">{t("trace_empty")}</Empty>
      ) : !query.data ? (
        <Waiting query={query} />
      ) : query.data.length === 0 ? (
        <Empty icon="search">{t("trace_none", { code })}</Empty>
      ) : (
        <ul className="lines">
          {query.data.map((lot) => (
            <li key={`${lot.form}/${lot.record}`} className={lot.frozen ? "hatched" : ""}>
              <a href={`#${places.trace(app.id, lot.form, lot.record ?? "", "backward")}`}>
                <span className="spread">
                  <strong className="num">{lotName(lot, language)}</strong>
                  <LotState node={lot} />
                </span>
                <span className="line-facts small quiet">
                  <span>{lot.item}</span>
                  <span className="num">
                    {lot.quantity} {lot.unit}
                  </span>
                  <span>{lot.holder}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}

export function TraceSearch({ start }: { start: string }) {
  const { app } = useHere();
  const { t } = useWords();
  const [typed, setTyped] = useState(start);
  const find = (said: string) => {
    const [code] = codes(said);
    if (code) go(places.search(app.id, code));
  };
  const search = (event: FormEvent) => {
    event.preventDefault();
    find(typed);
  };
  return (
    <search>
      <form className="trace-search" onSubmit={search}>
        <span className="with-icon grow">
          <Icon name="scan" />
          <input
            className="control num"
            type="search"
            aria-label={t("trace_code")}
            placeholder={t("trace_placeholder")}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
        <ScanButton onCodes={([code]) => find(code ?? "")} />
        <Button look="primary" type="submit" icon="search" aria-label={t("search")} className="square" />
      </form>
    </search>
  );
}
