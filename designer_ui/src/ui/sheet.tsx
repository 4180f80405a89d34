/** A dialog on the browser's own element: from the bottom on a phone, in the middle on a desk. */
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./button.tsx";
import { useWords } from "./words.tsx";

type Props = { title: string; onClose: () => void; children: ReactNode; foot?: ReactNode };

export function Sheet({ title, onClose, children, foot }: Props) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="sheet-head spread">
        <h2 id={heading}>{title}</h2>
        <IconButton icon="close" name={t("close")} onClick={onClose} />
      </div>
      <div className="sheet-body">{children}</div>
      {foot && <div className="sheet-foot">{foot}</div>}
    </dialog>
  );
}
