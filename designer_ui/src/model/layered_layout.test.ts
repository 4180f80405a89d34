import { describe, expect, it } from "vitest";
import { layout, spread } from "./layered_layout.ts";

const box = (id: string, layer: number | null = null) => ({ id, layer });
const line = (from: string, to: string) => ({ from, to });

describe("the layered drawing of a genealogy", () => {
  it("puts the lot asked about alone in the first column", () => {
    const drawing = layout(
      "f",
      [box("f"), box("a"), box("b"), box("c")],
      [line("a", "f"), line("b", "f"), line("c", "b")],
    );
    expect(drawing.layers).toEqual([["f"], ["a", "b"], ["c"]]);
  });
  it("keeps the layers the server names", () => {
    const drawing = layout(
      "f",
      [box("f", 0), box("a", 2), box("b", 1)],
      [line("a", "f"), line("b", "f"), line("a", "b")],
    );
    expect(drawing.placed.get("a")?.layer).toBe(2);
  });
  it("uncrosses what can be uncrossed", () => {
    const boxes = [box("r", 0), box("a", 1), box("b", 1), box("x", 2), box("y", 2)];
    const drawing = layout("r", boxes, [line("a", "r"), line("b", "r"), line("y", "a"), line("x", "b")]);
    const [, first = [], second = []] = drawing.layers;
    expect(first.indexOf("a") < first.indexOf("b")).toBe(second.indexOf("y") < second.indexOf("x"));
  });
  it("stands a parent in the middle of its children", () => {
    const drawing = layout(
      "r",
      [box("r"), box("a"), box("b"), box("c")],
      [line("a", "r"), line("b", "r"), line("c", "r")],
    );
    expect(drawing.placed.get("r")?.y).toBeCloseTo(1);
  });
  it("never lets two boxes overlap", () => {
    const boxes = [box("r", 0), ...Array.from({ length: 40 }, (_, i) => box(`n${i}`, 1 + (i % 3)))];
    const lines = boxes.slice(1).map((other, i) => line(other.id, boxes[(i * 7) % 20]?.id ?? "r"));
    const drawing = layout("r", boxes, lines);
    for (const layer of drawing.layers) {
      const ys = layer.map((id) => drawing.placed.get(id)?.y ?? 0);
      ys.slice(1).forEach((y, i) => {
        expect(y - (ys[i] ?? 0)).toBeGreaterThanOrEqual(1 - 1e-9);
      });
    }
  });
  it("ends where a rework loop began", () => {
    expect(layout("a", [box("a"), box("b")], [line("a", "b"), line("b", "a")]).layers).toEqual([["a"], ["b"]]);
  });
  it("spreads boxes that want the same place around it", () => expect(spread([1, 1, 1])).toEqual([0, 1, 2]));
});
