import { type LotNode, lotName, verdictOf } from "../model/genealogy.ts";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";

type Props = {
  node: LotNode;
  touched: boolean;
  root: boolean;
  chosen: boolean;
  onChoose: () => void;
  onNear: (is: boolean) => void;
};

/** Frozen first; then what frozen material went into; then what inspection said. */
export function LotState({ node, touched = false }: { node: LotNode; touched?: boolean }) {
  const { t, of } = useWords();
  const verdict = verdictOf(node);
  if (node.frozen) return <Status tone="frozen">{t("frozen")}</Status>;
  if (touched) {
    return (
      <Status tone="frozen" plain>
        {t("touched")}
      </Status>
    );
  }
  if (verdict) return <Status tone={verdict.tone}>{of(verdict.verdict)}</Status>;
  return null;
}

/** A lot in the picture: what it is, how much, where; frozen ones are hatched, failed ones washed and ruled. */
export function LotBox({ node, touched, root, chosen, onChoose, onNear }: Props) {
  const { language } = useWords();
  const verdict = verdictOf(node);
  const look = node.frozen
    ? "hatched"
    : touched
      ? "touched"
      : verdict?.tone === "fail"
        ? "failed"
        : (verdict?.tone ?? "");
  return (
    <button
      type="button"
      className={`lot-box ${look}${root ? " root" : ""}`}
      aria-pressed={chosen}
      onClick={onChoose}
      onMouseEnter={() => onNear(true)}
      onMouseLeave={() => onNear(false)}
      onFocus={() => onNear(true)}
      onBlur={() => onNear(false)}
    >
      <span className="spread">
        <strong className="num clipped">{lotName(node, language)}</strong>
        <LotState node={node} touched={touched} />
      </span>
      <span className="clipped">{node.item}</span>
      <span className="spread small quiet">
        <span className="clipped">{node.holder}</span>
        <span className="num">
          {node.quantity} {node.unit}
        </span>
      </span>
    </button>
  );
}
