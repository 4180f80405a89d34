/** A list drawn from the form's definition; its state lives in the address. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { SurroundingsContext } from "../kinds/surroundings.ts";
import type { Form } from "../model/app_page.ts";
import { type ListView, readListView, writeListView } from "../model/list_view.ts";
import { places } from "../model/places.ts";
import { useDesk } from "../render/desk.ts";
import { RecordLines, RecordTable } from "../render/record_list.tsx";
import { Empty } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";
import { go, goBack, useHashSearch } from "./address.ts";
import { FilterChips } from "./filter_chips.tsx";
import { useHere } from "./here.ts";
import { NotFound } from "./not_found.tsx";
import { recordsQuery } from "./queries.ts";
import { Waiting } from "./read_screen.tsx";
import { paths } from "./server.ts";
import { useSurroundings } from "./use_surroundings.ts";

export function ListScreen({ formId }: { formId: string }) {
  const { app } = useHere();
  const form = app.forms[formId];
  return form?.rights.see ? <RecordListOf key={formId} form={form} /> : <NotFound />;
}

function RecordListOf({ form }: { form: Form }) {
  const { app } = useHere();
  const { t, of } = useWords();
  const desk = useDesk();
  const search = useHashSearch();
  const view = readListView(search);
  const surroundings = useSurroundings(null, null);
  const query = useInfiniteQuery(recordsQuery(app.id, form.id, search));
  const records = query.data?.pages.flatMap((page) => page.records) ?? [];
  const total = query.data?.pages[0]?.total ?? null;
  const show = (next: ListView) => {
    const text = writeListView(next);
    go(`${places.list(app.id, form.id)}${text === "" ? "" : `?${text}`}`, { replace: true });
  };
  const narrowed = view.q !== "" || view.filters.length > 0 || view.drill.drill !== undefined;
  const create = form.rights.create ? (
    <Button look="primary" icon="plus" onClick={() => go(places.create(app.id, form.id))}>
      {t("new_record")}
    </Button>
  ) : null;
  return (
    <SurroundingsContext value={surroundings}>
      <Screen
        title={of(form.title)}
        wide
        under={total === null ? null : <span>{t("records_total", { n: total })}</span>}
        aside={desk ? create : null}
        foot={desk ? undefined : create}
        onBack={() => goBack(places.home(app.id))}
      >
        <div className="list-tools">
          <SearchEntry typed={view.q} onSearch={(q) => show({ ...view, q })} />
          <FilterChips form={form} view={view} onChange={show} />
          {records.length > 0 && (
            <a className="link" href={paths.workbook(app.id, form.id, search)} download>
              {t("to_excel")}
            </a>
          )}
        </div>
        {query.data === undefined ? (
          <Waiting query={query} />
        ) : records.length === 0 ? (
          <Empty
            icon={narrowed ? "search" : "form"}
            action={
              narrowed ? (
                <Button onClick={() => show({ q: "", filters: [], drill: {} })}>{t("clear_filters")}</Button>
              ) : desk ? (
                create
              ) : null
            }
          >
            {t(narrowed ? "nothing_found" : "nothing_here")}
          </Empty>
        ) : desk ? (
          <RecordTable form={form} records={records} address={(id) => places.record(app.id, form.id, id)} />
        ) : (
          <RecordLines form={form} records={records} address={(id) => places.record(app.id, form.id, id)} />
        )}
        {query.hasNextPage && (
          <div className="more">
            <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {query.isFetchingNextPage ? t("loading") : t("more")}
            </Button>
          </div>
        )}
      </Screen>
    </SurroundingsContext>
  );
}

const PAUSE = 300;

function SearchEntry({ typed, onSearch }: { typed: string; onSearch: (text: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(typed);
  useEffect(() => {
    if (text === typed) return;
    const timer = setTimeout(() => onSearch(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text, typed, onSearch]);
  return (
    <search className="with-icon">
      <Icon name="search" />
      <input
        className="control"
        type="search"
        enterKeyHint="search"
        aria-label={t("search")}
        placeholder={t("search_records")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </search>
  );
}
