/** Which app: with one there is nothing to choose. */
import { useQuery } from "@tanstack/react-query";
import { lazy, useEffect } from "react";
import { places } from "../model/places.ts";
import { Refusal } from "../model/problem.ts";
import { go } from "../runtime/address.ts";
import { appsQuery } from "../runtime/queries.ts";
import { Waiting } from "../runtime/read_screen.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";

const SignIn = lazy(() => import("./sign_in.tsx").then((m) => ({ default: m.SignIn })));

export function Apps() {
  const { t, of } = useWords();
  const query = useQuery(appsQuery());
  const only = query.data?.length === 1 ? query.data[0] : undefined;
  useEffect(() => {
    if (only) go(places.home(only.id), { replace: true });
  }, [only]);
  if (query.error instanceof Refusal && query.error.status === 401) return <SignIn />;
  if (!query.data || only) return <Waiting query={query} />;
  return (
    <Screen title={t("choose_app")}>
      <ul className="lines">
        {query.data.map((app) => (
          <li key={app.id}>
            <a href={`#${places.home(app.id)}`}>
              <strong>{of(app.title)}</strong>
            </a>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
