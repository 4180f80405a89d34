import { expect, it } from "vitest";
import { type LotEdge, readGenealogy, touchedByFrozen, verdictOf } from "./genealogy.ts";

const node = (id: string, frozen = false) => ({
  id,
  form: "lot",
  record: id,
  number: id,
  name: id,
  frozen,
  inspections: [],
});
const edge = (from: string, to: string) => ({ from, to, kind: "consume", quantity: "1", event: null });
const answer = {
  lot: node("f"),
  nodes: [node("a", true), node("b"), node("c"), node("f")],
  edges: [edge("a", "b"), edge("b", "f"), edge("c", "f"), edge("b", "a")],
  parties: [],
};

it("marks what frozen material went into, loops included, and nothing upstream of it", () => {
  const { nodes, edges } = readGenealogy(answer);
  expect([...touchedByFrozen(nodes, edges)].sort()).toEqual(["b", "f"]);
});
it("shows the worst verdict of a lot", () => {
  const inspection = { form: "iqc", number: "1", verdict: "pass", by: "li", at: "2026-11-22" };
  const { lot } = readGenealogy({
    ...answer,
    lot: {
      ...node("f"),
      inspections: [
        { ...inspection, id: "1", tone: "fail" },
        { ...inspection, id: "2", tone: "pass" },
      ],
    },
  });
  expect(verdictOf(lot)?.id).toBe("1");
});
it("shows a lot that is not for this person without its record", () => {
  const hidden = { id: "9", form: "lot", record: null, restricted: true, name: { zh: "不公开", en: "Restricted" } };
  const edges: LotEdge[] = [];
  const { nodes } = readGenealogy({ ...answer, nodes: [hidden], edges });
  expect(nodes[0]).toMatchObject({ record: null, restricted: true, number: "" });
});
