/** A widget whose code comes when it is first drawn: a form without such a field stays light. */
import { useEffect, useState } from "react";
import { Button } from "../ui/button.tsx";
import { useWords } from "../ui/words.tsx";
import type { EditProps, Kind, ShowProps } from "./kind.ts";

type Widget = Pick<Kind, "Edit" | "Show">;
type Facts = Omit<Kind, "Edit" | "Show">;

/** `facts` are known at once, since lists and sending ask for them before anything is drawn. */
export function lazily(load: () => Promise<Widget>, facts: Facts): Kind {
  let here: Widget | null = null;

  function useWidget() {
    const [widget, setWidget] = useState(here);
    const [failed, setFailed] = useState(false);
    const [tries, setTries] = useState(0);
    // biome-ignore lint/correctness/useExhaustiveDependencies: each try fetches once more
    useEffect(() => {
      if (here) return setWidget(here);
      let wanted = true;
      load().then(
        (found) => {
          here = found;
          if (wanted) setWidget(found);
        },
        () => wanted && setFailed(true),
      );
      return () => {
        wanted = false;
      };
    }, [tries]);
    const again = () => {
      setFailed(false);
      setTries(tries + 1);
    };
    return { widget, failed, again };
  }

  function Edit(props: EditProps) {
    const { t } = useWords();
    const { widget, failed, again } = useWidget();
    if (widget) return <widget.Edit {...props} />;
    if (failed) return <Button onClick={again}>{t("retry")}</Button>;
    return <div className="control" id={props.id} tabIndex={-1} aria-busy="true" />;
  }

  function Show(props: ShowProps) {
    const { widget, failed } = useWidget();
    if (widget) return <widget.Show {...props} />;
    return <span aria-busy={!failed}>…</span>;
  }

  return { ...facts, Edit, Show };
}
