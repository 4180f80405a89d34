/** One app around its screens: top bar and rail on a desk, only the screen on a phone; a light frame for outsiders. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { Refusal } from "../model/problem.ts";
import { type Here, HereContext } from "../runtime/here.ts";
import { appQuery, meQuery } from "../runtime/queries.ts";
import { Waiting } from "../runtime/read_screen.tsx";
import { hasChosenLanguage, useWords } from "../ui/words.tsx";
import { Rail, TopBar } from "./rail.tsx";
import { Screens } from "./screens.tsx";
import { rememberPlace, SignIn } from "./sign_in.tsx";

export function AppFrame({ appId }: { appId: string }) {
  const { speak } = useWords();
  const me = useQuery(meQuery());
  const app = useQuery(appQuery(appId));
  const here = useMemo<Here | null>(
    () => (me.data && app.data ? { me: me.data, app: app.data } : null),
    [me.data, app.data],
  );
  const language = me.data?.language;
  useEffect(() => {
    if (language && !hasChosenLanguage()) speak(language);
  }, [language, speak]);
  const failed = me.error ?? app.error;
  if (failed instanceof Refusal && failed.status === 401) {
    rememberPlace();
    return <SignIn />;
  }
  if (!here) return <Waiting query={me.error ? me : app} />;
  return (
    <HereContext value={here}>
      <div className={here.app.external ? "frame external" : "frame"}>
        <TopBar />
        {!here.app.external && <Rail />}
        <div className="stage">
          <Screens />
        </div>
      </div>
    </HereContext>
  );
}
