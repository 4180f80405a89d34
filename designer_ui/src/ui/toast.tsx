/** Short news at the foot of the page, with a way back where there is one. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Button } from "./button.tsx";

export type News = { text: string; undo?: { label: string; act: () => void }; tone?: "fail" | "warn" };
const SHOWN_FOR = 6000;

const Context = createContext<(news: News) => void>(() => {});
export const useToast = () => useContext(Context);

export function Toasting({ children }: { children: ReactNode }) {
  const [news, setNews] = useState<News | null>(null);
  const tell = useCallback((next: News) => setNews(next), []);
  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setNews(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <Context value={tell}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {news && (
          <div className={`toast ${news.tone ?? ""}`}>
            <span>{news.text}</span>
            {news.undo && (
              <Button
                look="bar"
                onClick={() => {
                  news.undo?.act();
                  setNews(null);
                }}
              >
                {news.undo.label}
              </Button>
            )}
          </div>
        )}
      </div>
    </Context>
  );
}
