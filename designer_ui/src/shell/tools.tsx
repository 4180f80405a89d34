/** What stands in the corner of every page: language, light or dark, notices, who one is. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { moment } from "../model/moments.ts";
import { places } from "../model/places.ts";
import { go } from "../runtime/address.ts";
import { useHere } from "../runtime/here.ts";
import { noticesQuery } from "../runtime/queries.ts";
import { post } from "../runtime/server.ts";
import { Button, type ButtonLook, IconButton } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { choose, useTheme } from "../ui/theme.ts";
import { useWords } from "../ui/words.tsx";

/** Names the other language in its own words. */
export function LanguageButton({ look = "bar" }: { look?: ButtonLook }) {
  const { t, language, speak } = useWords();
  const next = language === "zh" ? "en" : "zh";
  return (
    <Button look={look} icon="globe" lang={next === "zh" ? "zh-CN" : "en"} onClick={() => speak(next)}>
      {t("language")}
    </Button>
  );
}

export function ThemeButton({ look = "bar" }: { look?: ButtonLook }) {
  const { t } = useWords();
  const theme = useTheme();
  const next = theme === "light" ? "dark" : "light";
  return (
    <IconButton
      look={look}
      icon={next === "dark" ? "moon" : "sun"}
      name={`${t("theme")} (${t(next)})`}
      onClick={() => choose(next)}
    />
  );
}

export function NoticeBell({ look = "bar" }: { look?: ButtonLook }) {
  const { app } = useHere();
  const { t, of } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const query = useQuery(noticesQuery());
  const notices = query.data ?? [];
  const unread = notices.filter((notice) => !notice.read).length;
  const show = () => {
    setOpen(true);
    if (unread > 0) post("notices/read").catch(() => {});
  };
  const close = () => {
    setOpen(false);
    void client.invalidateQueries({ queryKey: ["notices"] });
  };
  return (
    <>
      <span className="badged">
        <IconButton
          look={look}
          icon="bell"
          name={`${t("notices")}${unread > 0 ? ` (${unread})` : ""}`}
          onClick={show}
        />
        {unread > 0 && (
          <span className="badge num" aria-hidden="true">
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </span>
      {open && (
        <Sheet title={t("notices")} onClose={close}>
          {notices.length === 0 ? (
            <p className="none quiet">{t("no_notices")}</p>
          ) : (
            <ul className="lines">
              {notices.map((notice) => (
                <li key={notice.id} className={notice.read ? "" : "unread"}>
                  <a
                    href={`#${notice.link ? places.record(notice.link.app || app.id, notice.link.form, notice.link.id) : places.home(app.id)}`}
                    onClick={close}
                  >
                    <span>{of(notice.message)}</span>
                    <span className="small faint num">{moment(notice.at)}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Sheet>
      )}
    </>
  );
}

export function PersonButton({ look = "bar" }: { look?: ButtonLook }) {
  const { app, me } = useHere();
  const { t, of } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const leave = async () => {
    await post("sign-out").catch(() => {});
    client.clear();
    go(places.signIn(), { replace: true });
  };
  return (
    <>
      <IconButton look={look} icon="person" name={`${t("person")}: ${me.name}`} onClick={() => setOpen(true)} />
      {open && (
        <Sheet
          title={me.name}
          onClose={() => setOpen(false)}
          foot={
            <Button icon="out" onClick={() => void leave()}>
              {t("sign_out")}
            </Button>
          }
        >
          <p className="quiet num">{me.login}</p>
          <p className="quiet">{of(app.title)}</p>
        </Sheet>
      )}
    </>
  );
}
