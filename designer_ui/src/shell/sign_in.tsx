/** Signing in: with a password, or by a link that works once. */
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { go } from "../runtime/address.ts";
import { newsOf } from "../runtime/refusals.ts";
import { post } from "../runtime/server.ts";
import { Banner, Loading } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { useWords } from "../ui/words.tsx";
import { Mark } from "./mark.tsx";
import { takeRememberedPlace } from "./remembered_place.ts";
import { LanguageButton, ThemeButton } from "./tools.tsx";

function useEntering() {
  const client = useQueryClient();
  return async (answer: Promise<unknown>) => {
    await answer;
    client.clear();
    go(takeRememberedPlace(), { replace: true });
  };
}

export function SignIn({ news: first = "" }: { news?: string }) {
  const words = useWords();
  const { t } = words;
  const enter = useEntering();
  const [news, setNews] = useState(first);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await enter(
        post("sign-in", { login: String(typed.get("login")).trim(), password: String(typed.get("password")) }),
      );
    } catch (error) {
      setNews(newsOf(error, words, true));
      setBusy(false);
    }
  };
  useEffect(() => {
    document.title = `${t("sign_in")} · ${t("product")}`;
  }, [t]);
  return (
    <div className="entrance">
      <header className="entrance-tools">
        <LanguageButton look="ghost" />
        <ThemeButton look="ghost" />
      </header>
      <main className="entrance-card">
        <Mark size={48} />
        <h1>{t("sign_in_to")}</h1>
        <p className="quiet">{t("sign_in_hint")}</p>
        {news && <Banner tone="fail" title={news} />}
        <form className="stack" onSubmit={(event) => void submit(event)}>
          <div className="field">
            <label className="name" htmlFor="login">
              {t("login")}
            </label>
            <input
              id="login"
              name="login"
              className="control"
              type="text"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
          </div>
          <div className="field">
            <label className="name" htmlFor="password">
              {t("password")}
            </label>
            <input
              id="password"
              name="password"
              className="control"
              type="password"
              autoComplete="current-password"
              required
            />
          </div>
          <Button look="primary" type="submit" disabled={busy}>
            {busy ? t("signing_in") : t("sign_in")}
          </Button>
        </form>
      </main>
    </div>
  );
}

export function LinkSignIn({ token }: { token: string }) {
  const { t } = useWords();
  const enter = useEntering();
  const [failed, setFailed] = useState(false);
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    enter(post("sign-in/link", { token })).catch(() => setFailed(true));
  });
  if (failed) return <SignIn news={t("link_used")} />;
  return (
    <div className="entrance">
      <main className="entrance-card">
        <Mark size={48} />
        <Loading>{t("signing_in")}</Loading>
      </main>
    </div>
  );
}
