/** A screen that first has to read something: a calm word while it does, a way on when it fails. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty, Loading } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";
import { goBack } from "./address.ts";
import { newsOf } from "./refusals.ts";

type Reading = Pick<UseQueryResult, "error" | "refetch">;

/** Inside a screen. */
export function Waiting({ query }: { query: Reading }) {
  const words = useWords();
  if (!query.error) return <Loading>{words.t("loading")}</Loading>;
  return (
    <Empty icon="warn" action={<Button onClick={() => void query.refetch()}>{words.t("retry")}</Button>}>
      {newsOf(query.error, words)}
    </Empty>
  );
}

/** Instead of a screen. */
export function WaitingScreen({ query, title, back }: { query: Reading; title: ReactNode; back: string }) {
  return (
    <Screen title={typeof title === "string" ? title : ""} onBack={() => goBack(back)}>
      <Waiting query={query} />
    </Screen>
  );
}
