/** One app around its screens: top bar and rail on a desk, only the screen on a phone; a light frame for outsiders. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { Refusal } from "../model/problem.ts";
import { useDesk } from "../render/desk.ts";
import { type Here, HereContext } from "../runtime/here.ts";
import { appQuery, meQuery } from "../runtime/queries.ts";
import { Waiting } from "../runtime/read_screen.tsx";
import { put } from "../runtime/server.ts";
import { hasChosenLanguage, useWords } from "../ui/words.tsx";
import { rememberPlace } from "./remembered_place.ts";
import { Screens } from "./screens.tsx";

const Around = lazy(() => import("./rail.tsx").then((m) => ({ default: m.Around })));
const SignIn = lazy(() => import("./sign_in.tsx").then((m) => ({ default: m.SignIn })));

export function AppFrame({ appId }: { appId: string }) {
  const { language: spoken, speak } = useWords();
  const client = useQueryClient();
  const desk = useDesk();
  const me = useQuery(meQuery());
  const app = useQuery(appQuery(appId));
  const here = useMemo<Here | null>(
    () => (me.data && app.data ? { me: me.data, app: app.data } : null),
    [me.data, app.data],
  );
  const language = me.data?.language;
  // The account's language until the person chooses one here; then the server words its texts in that one too.
  useEffect(() => {
    if (!language || language === spoken) return;
    if (!hasChosenLanguage()) {
      speak(language);
      return;
    }
    put("me/language", { language: spoken })
      .then(() => client.invalidateQueries())
      .catch(() => {});
  }, [language, spoken, speak, client]);
  const failed = me.error ?? app.error;
  if (failed instanceof Refusal && failed.status === 401) {
    rememberPlace();
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  }
  if (!here) return <Waiting query={me.error ? me : app} />;
  return (
    <HereContext value={here}>
      <div className={here.app.external ? "frame external" : "frame"}>
        {desk && (
          <Suspense fallback={<div className="top-bar" />}>
            <Around />
          </Suspense>
        )}
        <div className="stage">
          <Screens />
        </div>
      </div>
    </HereContext>
  );
}
