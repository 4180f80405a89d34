/** The same genealogy as a table: to read, to copy, and for those who do not see the picture. */
import { type Genealogy, type LotNode, lotName, touchedByFrozen } from "../model/genealogy.ts";
import { layersFrom } from "../model/layered_layout.ts";
import { useWords } from "../ui/words.tsx";
import { LotState } from "./lot_box.tsx";

type Props = { genealogy: Genealogy; onChoose: (node: LotNode) => void };

export function GenealogyTable({ genealogy, onChoose }: Props) {
  const { t, language } = useWords();
  const layers = layersFrom(genealogy.lot.id, genealogy.nodes, genealogy.edges);
  const touched = touchedByFrozen(genealogy.nodes, genealogy.edges);
  const layerOf = (node: LotNode): number => layers.get(node.id) ?? 0;
  const nodes = [...genealogy.nodes].sort((a, b) => layerOf(a) - layerOf(b) || a.number.localeCompare(b.number));
  return (
    <div className="card flush scroll-x">
      <table className="records">
        <thead>
          <tr>
            <th scope="col" className="right">
              {t("layer")}
            </th>
            <th scope="col">{t("lot")}</th>
            <th scope="col">{t("item")}</th>
            <th scope="col" className="right">
              {t("quantity")}
            </th>
            <th scope="col">{t("holder")}</th>
            <th scope="col">{t("verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <tr key={node.id} className={node.frozen ? "hatched" : ""}>
              <td className="right num">{layerOf(node)}</td>
              <td>
                <button type="button" className="row-link num" onClick={() => onChoose(node)}>
                  {lotName(node, language)}
                </button>
              </td>
              <td>{node.item}</td>
              <td className="right num">
                {node.quantity} {node.unit}
              </td>
              <td>{node.holder}</td>
              <td>
                {node.frozen || touched.has(node.id) || node.inspections.length > 0 ? (
                  <LotState node={node} touched={touched.has(node.id)} />
                ) : (
                  t("not_inspected")
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
