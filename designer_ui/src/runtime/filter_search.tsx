/** A filter set to a record, found by what is typed; or, where nothing can be searched, to the text itself. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Filter } from "../model/dashboard.ts";
import { Button } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { useWords } from "../ui/words.tsx";
import { useHere } from "./here.ts";
import { offeredQuery } from "./report_queries.ts";

type Props = { dashboard: string; filter: Filter; onPick: (key: string) => void };

export function FilterSearch(props: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="filter" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("pick")}
      </button>
      {open && <Choices {...props} onLeave={() => setOpen(false)} />}
    </>
  );
}

function Choices({ dashboard, filter, onPick, onLeave }: Props & { onLeave: () => void }) {
  const { app } = useHere();
  const { t, of } = useWords();
  const [typed, setTyped] = useState("");
  const query = useQuery({ ...offeredQuery(app.id, dashboard, filter.id, typed), enabled: filter.searched });
  const found = query.data?.filter((one) => !filter.chosen.some((each) => each.key === one.key)) ?? [];
  const pick = (key: string) => {
    onPick(key);
    onLeave();
  };
  return (
    <Sheet title={of(filter.title)} onClose={onLeave}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const [only] = found;
          if (!filter.searched && typed !== "") pick(typed);
          else if (only && found.length === 1) pick(only.key);
        }}
      >
        <input
          className="control"
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <div className="offered">
        {found.map((one) => (
          <Button key={one.key} onClick={() => pick(one.key)}>
            {one.name}
          </Button>
        ))}
      </div>
      <p className="hint small" role="status">
        {query.data && found.length === 0 ? t("no_match", { q: typed }) : ""}
      </p>
    </Sheet>
  );
}
