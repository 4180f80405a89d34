/** Where a lot came from or went to: picture and table of the same answer, and what was inspected along the way. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Direction, type Genealogy, type LotNode, lotName } from "../model/genealogy.ts";
import { places } from "../model/places.ts";
import { useDesk } from "../render/desk.ts";
import { GenealogyGraph } from "../render/genealogy_graph.tsx";
import { GenealogyTable } from "../render/genealogy_table.tsx";
import "../render/trace.css";
import { Screen } from "../ui/screen.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useWords } from "../ui/words.tsx";
import { go, goBack, useHashSearch } from "./address.ts";
import { useHere } from "./here.ts";
import { LotFacts, Parties } from "./lot_facts.tsx";
import { Waiting } from "./read_screen.tsx";
import { traceQuery } from "./trace_queries.ts";
import { TraceSearch } from "./trace_search_screen.tsx";

/** More boxes than this nobody reads as a picture: the table comes first. */
const READABLE = 300;
type View = "graph" | "table";

export function TraceScreen({ formId, id }: { formId: string; id: string }) {
  const { app } = useHere();
  const { t, language } = useWords();
  const direction: Direction =
    new URLSearchParams(useHashSearch()).get("direction") === "forward" ? "forward" : "backward";
  const [view, setView] = useState<View | null>(null);
  const query = useQuery(traceQuery(app.id, formId, id, direction));
  const found = query.data;
  return (
    <Screen
      title={found ? lotName(found.lot, language) : t("trace")}
      under={
        found && (
          <>
            <span>{found.lot.item}</span>
            <span>
              {t("affected", { lots: found.nodes.length, frozen: found.nodes.filter((node) => node.frozen).length })}
            </span>
          </>
        )
      }
      onBack={() => goBack(places.search(app.id))}
      wide
    >
      <div className="trace-tools">
        <TraceSearch key={id} start="" />
        <Tabs
          name={t("trace")}
          items={[
            { id: "backward", title: t("backward") },
            { id: "forward", title: t("forward") },
          ]}
          chosen={direction}
          onChoose={(next) => go(places.trace(app.id, formId, id, next), { replace: true })}
        />
        <Tabs
          name={t("as_graph")}
          items={[
            { id: "graph", title: t("as_graph") },
            { id: "table", title: t("as_table") },
          ]}
          chosen={view ?? "graph"}
          onChoose={setView}
        />
      </div>
      {found ? <Answer key={`${id}/${direction}`} found={found} view={view} /> : <Waiting query={query} />}
    </Screen>
  );
}

function Answer({ found, view }: { found: Genealogy; view: View | null }) {
  const { t } = useWords();
  const desk = useDesk();
  const [chosen, setChosen] = useState<LotNode | null>(null);
  const shown = view ?? (found.nodes.length > READABLE ? "table" : "graph");
  return (
    <>
      {found.nodes.length <= 1 && <p className="none quiet">{t("trace_alone")}</p>}
      <div className={desk ? "trace-answer" : "stack"}>
        {shown === "graph" ? (
          <GenealogyGraph genealogy={found} chosen={chosen?.id ?? null} onChoose={setChosen} />
        ) : (
          <GenealogyTable genealogy={found} onChoose={setChosen} />
        )}
        <LotFacts node={chosen ?? found.lot} edges={found.edges} />
      </div>
      <Parties parties={found.parties} nodes={found.nodes} />
    </>
  );
}
