/** What is known of one lot of a trace: how it moved, who inspected it, and the way to its record. */
import { type LotEdge, type LotNode, lotName, type Party } from "../model/genealogy.ts";
import { moment } from "../model/moments.ts";
import { places } from "../model/places.ts";
import { wordFor } from "../model/wording/say.ts";
import { LotState } from "../render/lot_box.tsx";
import { Status } from "../ui/status.tsx";
import { useWords } from "../ui/words.tsx";
import { useHere } from "./here.ts";

export function LotFacts({ node, edges }: { node: LotNode; edges: LotEdge[] }) {
  const { app } = useHere();
  const { t, of, language } = useWords();
  const events = edges
    .filter((edge) => edge.from === node.id || edge.to === node.id)
    .flatMap((edge) => (edge.event ? [{ ...edge.event, quantity: edge.quantity, kind: edge.kind }] : []));
  const documents = [...new Map(events.map((event) => [event.id, event])).values()];
  return (
    <section className="card lot-facts" aria-live="polite">
      <div className="spread">
        <h2>
          {node.record === null ? (
            lotName(node, language)
          ) : (
            <a className="link num" href={`#${places.record(app.id, node.form, node.record)}`}>
              {lotName(node, language)}
            </a>
          )}
        </h2>
        <LotState node={node} />
      </div>
      {node.frozen && node.frozenReason.length > 0 && (
        <p className="small quiet">{`${t("reason")}: ${node.frozenReason.map(of).join("；")}`}</p>
      )}
      <dl className="facts one">
        <Fact name={t("item")} value={node.item} />
        <Fact name={t("quantity")} value={`${node.quantity} ${node.unit}`} />
        <Fact name={t("holder")} value={node.holder} />
      </dl>
      <h2>{t("inspections")}</h2>
      {node.inspections.length === 0 ? (
        <p className="none quiet">{t("not_inspected")}</p>
      ) : (
        <ul className="lines">
          {node.inspections.map((inspection) => (
            <li key={inspection.id}>
              <a href={`#${places.record(app.id, inspection.form, inspection.id)}`}>
                <span className="spread">
                  <span className="num">{inspection.number}</span>
                  <Status tone={inspection.tone}>{of(inspection.verdict)}</Status>
                </span>
                <span className="line-facts small quiet">
                  <span>{inspection.by}</span>
                  <span className="num">{moment(inspection.at)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {documents.length > 0 && (
        <>
          <h2>{t("document")}</h2>
          <ul className="lines">
            {documents.map((document) => (
              <li key={document.id}>
                <a href={`#${places.record(app.id, document.form, document.id)}`}>
                  <span className="spread">
                    <span className="num">{document.number}</span>
                    <span className="small quiet">
                      {app.forms[document.form]
                        ? of(app.forms[document.form]?.title ?? { zh: "", en: "" })
                        : document.kind}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return value.trim() === "" ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export function Parties({ parties, nodes }: { parties: Party[]; nodes: LotNode[] }) {
  const { app } = useHere();
  const { t, language } = useWords();
  if (parties.length === 0) return null;
  const codeOf = (id: string): string => {
    const node = nodes.find((each) => each.id === id);
    return node ? lotName(node, language) : "";
  };
  return (
    <section className="card">
      <h2>{t("parties")}</h2>
      <ul className="lines">
        {parties.map((party, index) => (
          <li key={`${party.id}-${index}`}>
            <a href={`#${places.record(app.id, party.form, party.id)}`}>
              <span className="spread">
                <span>
                  {party.name} <span className="small quiet">{wordFor(language, "move", party.kind)}</span>
                </span>
                <span className="row small quiet">
                  <span className="num">{codeOf(party.lot)}</span>
                  <span className="num">{party.quantity}</span>
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
