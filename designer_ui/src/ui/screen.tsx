/** One screen: a dark head on the phone, a heading on the desk, the content, and at most one bar with the primary action. */
import { type ReactNode, useEffect } from "react";
import { IconButton } from "./button.tsx";
import { useWords } from "./words.tsx";

type Props = {
  title: string;
  /** Under the title: number, tally, state. */
  under?: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
  /** 0..1 along the head's lower edge. */
  progress?: number;
  onBack?: () => void;
  wide?: boolean;
  foot?: ReactNode;
  children: ReactNode;
};

export function Screen({ title, under, aside, progress, onBack, wide = false, foot, children }: Props) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t("product")}`;
  }, [title, t]);
  return (
    <main className={`screen${wide ? " wide" : ""}`}>
      <header className="head">
        <div className="head-row">
          {onBack && <IconButton icon="back" name={t("back")} look="bar" onClick={onBack} />}
          <div className="head-words">
            <h1 tabIndex={-1}>{title}</h1>
            {under && <div className="head-under">{under}</div>}
          </div>
          {aside && <div className="head-aside">{aside}</div>}
        </div>
        {progress !== undefined && (
          <div className="head-progress" aria-hidden="true">
            <span style={{ inlineSize: `${Math.round(progress * 100)}%` }} />
          </div>
        )}
      </header>
      <div className="content">{children}</div>
      {foot && <footer className="foot">{foot}</footer>}
    </main>
  );
}
