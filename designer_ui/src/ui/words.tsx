/** The language the page speaks now; switching it needs no reload. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Label, Language } from "../model/label.ts";
import { learn, type Say, say } from "../model/wording/say.ts";

export type Words = {
  language: Language;
  t: Say;
  of: (label: Label) => string;
  speak: (language: Language) => void;
};

const KEPT = "suyuan.language";

const sayIn =
  (language: Language): Say =>
  (key, fill) =>
    say(language, key, fill);

const Context = createContext<Words>({ language: "zh", t: sayIn("zh"), of: (label) => label.zh, speak: () => {} });

export const useWords = (): Words => useContext(Context);

export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

export const hasChosenLanguage = (): boolean => localStorage.getItem(KEPT) !== null;

export function Speaking({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  const words = useMemo<Words>(
    () => ({
      language,
      t: sayIn(language),
      of: (label) => label[language],
      speak: (next) => {
        void learn(next).then(() => {
          localStorage.setItem(KEPT, next);
          setLanguage(next);
        });
      },
    }),
    [language],
  );
  return <Context value={words}>{children}</Context>;
}
