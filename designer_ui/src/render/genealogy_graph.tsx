/** The genealogy as a picture: lots in columns, material flowing along the lines in the sense of the arrow. */
import { useMemo, useState } from "react";
import { type Genealogy, type LotEdge, type LotNode, touchedByFrozen } from "../model/genealogy.ts";
import { layout, type Placed } from "../model/layered_layout.ts";
import { Scroll } from "../ui/scroll.tsx";
import { useWords } from "../ui/words.tsx";
import { LotBox } from "./lot_box.tsx";

const WIDTH = 216;
const HEIGHT = 84;
const GAP_X = 72;
const GAP_Y = 16;
const HEAD = 28;

const left = (place: Placed): number => place.layer * (WIDTH + GAP_X);
const top = (place: Placed): number => HEAD + place.y * (HEIGHT + GAP_Y);

type Props = { genealogy: Genealogy; chosen: string | null; onChoose: (node: LotNode) => void };

export function GenealogyGraph({ genealogy, chosen, onChoose }: Props) {
  const { t } = useWords();
  const [near, setNear] = useState<string | null>(null);
  const drawing = useMemo(() => layout(genealogy.lot.id, genealogy.nodes, genealogy.edges), [genealogy]);
  const touched = useMemo(() => touchedByFrozen(genealogy.nodes, genealogy.edges), [genealogy]);
  const width = drawing.layers.length * (WIDTH + GAP_X) - GAP_X;
  const height = HEAD + drawing.height * (HEIGHT + GAP_Y);
  const lit = near ?? chosen;
  return (
    <Scroll name={t("as_graph")} className="graph">
      <div className="graph-space" style={{ inlineSize: width, blockSize: height }}>
        {drawing.layers.map((layer, index) => (
          <div
            key={layer.join()}
            className="graph-layer small faint"
            style={{ insetInlineStart: index * (WIDTH + GAP_X), inlineSize: WIDTH }}
          >
            {index === 0 ? t("start_lot") : t("step", { n: index })} · <span className="num">{layer.length}</span>
          </div>
        ))}
        <svg width={width} height={height} aria-hidden="true">
          <defs>
            <marker
              id="arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerUnits="userSpaceOnUse"
              markerWidth="9"
              markerHeight="9"
              orient="auto-start-reverse"
            >
              <path d="M0 1l7 3-7 3z" fill="context-stroke" />
            </marker>
          </defs>
          {genealogy.edges.map((edge, index) => (
            <EdgeLine
              key={`${edge.from}-${edge.to}-${index}`}
              edge={edge}
              placed={drawing.placed}
              lit={edge.from === lit || edge.to === lit}
            />
          ))}
        </svg>
        {genealogy.nodes.map((node) => {
          const place = drawing.placed.get(node.id);
          return place ? (
            <div
              key={node.id}
              className="graph-node"
              style={{
                insetInlineStart: left(place),
                insetBlockStart: top(place),
                inlineSize: WIDTH,
                blockSize: HEIGHT,
              }}
            >
              <LotBox
                node={node}
                touched={touched.has(node.id)}
                root={node.id === genealogy.lot.id}
                chosen={node.id === chosen}
                onChoose={() => onChoose(node)}
                onNear={(is) => setNear(is ? node.id : null)}
              />
            </div>
          ) : null;
        })}
      </div>
    </Scroll>
  );
}

/** From the side of the box that faces the other; the arrow stands where the material went. */
function EdgeLine({ edge, placed, lit }: { edge: LotEdge; placed: Map<string, Placed>; lit: boolean }) {
  const from = placed.get(edge.from);
  const to = placed.get(edge.to);
  if (!from || !to) return null;
  const rightward = to.layer >= from.layer;
  const [x1, x2] = [left(from) + (rightward ? WIDTH : 0), left(to) + (rightward ? 0 : WIDTH)];
  const [y1, y2] = [top(from) + HEIGHT / 2, top(to) + HEIGHT / 2];
  const bend = (rightward ? 1 : -1) * Math.max(24, Math.abs(x2 - x1) / 2);
  return (
    <g className={lit ? "edge lit" : "edge"}>
      <path d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} markerEnd="url(#arrow)" />
      {lit && edge.quantity !== "" && (
        <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 4} textAnchor="middle">
          {edge.quantity}
        </text>
      )}
    </g>
  );
}
