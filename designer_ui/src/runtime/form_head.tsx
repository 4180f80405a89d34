/** The head of a form: what number it has, how far one is, and where it is kept. */
import { useSyncExternalStore } from "react";
import type { Tally } from "../model/tally.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../ui/words.tsx";
import type { Kept } from "./use_autosave.ts";

export function TallyLine({ number, tally, wrong }: { number: string | null; tally: Tally | null; wrong: number }) {
  const { t } = useWords();
  return (
    <>
      {number && <span className="num">{number}</span>}
      {tally && tally.all > 0 && (
        <span>
          {t("measured")} <span className="num">{`${tally.done}/${tally.all}`}</span>
        </span>
      )}
      {tally && tally.failed > 0 && (
        <span className="row tight">
          <Icon name="cross" size={16} />
          {t("fail")} <span className="num">{tally.failed}</span>
        </span>
      )}
      {wrong > 0 && (
        <span className="row tight">
          <Icon name="warn" size={16} />
          {t("problems", { n: wrong })}
        </span>
      )}
    </>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Always said in words: on this device, or not even that; and whether there is a line to the server. */
export function KeptPill({ kept }: { kept: Kept }) {
  const { t } = useWords();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const word = !online
    ? t("offline")
    : kept === "failed"
      ? t("not_kept_here")
      : kept === "nothing"
        ? t("online")
        : t("kept_here");
  return (
    <span className={`pill${online && kept !== "failed" ? "" : " warn"}`} role="status">
      {word}
    </span>
  );
}
