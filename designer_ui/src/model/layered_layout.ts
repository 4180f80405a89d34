/** Layered drawing of a genealogy: the lot asked about on the left, each step further one column to the right. */

export type Box = { id: string; layer: number | null };
export type Line = { from: string; to: string };
export type Placed = { id: string; layer: number; row: number; y: number };
export type Drawing = { placed: Map<string, Placed>; layers: string[][]; height: number };

const SWEEPS = 6;

/** Steps from the root along edges in either sense; loops by rework end where they were first met. */
export function layersFrom(root: string, boxes: Box[], lines: Line[]): Map<string, number> {
  const layers = new Map<string, number>([[root, 0]]);
  const given = new Map(boxes.map((box) => [box.id, box.layer]));
  const queue = [root];
  for (const id of queue) {
    const next = (layers.get(id) ?? 0) + 1;
    for (const line of lines) {
      const other = line.from === id ? line.to : line.to === id ? line.from : null;
      if (other === null || layers.has(other) || !given.has(other)) continue;
      layers.set(other, next);
      queue.push(other);
    }
  }
  for (const box of boxes) layers.set(box.id, Math.abs(box.layer ?? layers.get(box.id) ?? 0));
  return layers;
}

function neighbours(lines: Line[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (a: string, b: string) => found.set(a, [...(found.get(a) ?? []), b]);
  for (const line of lines) {
    add(line.from, line.to);
    add(line.to, line.from);
  }
  return found;
}

const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Orders each layer by the mean place of its neighbours, sweeping to and fro (barycentre heuristic). */
function ordered(layers: string[][], near: Map<string, string[]>): string[][] {
  let current = layers;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const place = new Map(current.flatMap((layer) => layer.map((id, row): [string, number] => [id, row])));
    const weight = (id: string): number => {
      const rows = (near.get(id) ?? []).flatMap((other) => place.get(other) ?? []);
      return rows.length > 0 ? mean(rows) : (place.get(id) ?? 0);
    };
    const index = sweep % 2 === 0 ? current.map((_, i) => i) : current.map((_, i) => current.length - 1 - i);
    const next = [...current];
    for (const i of index) {
      const layer = next[i];
      if (!layer) continue;
      next[i] = [...layer].sort((a, b) => weight(a) - weight(b));
      next[i].forEach((id, row) => {
        place.set(id, row);
      });
    }
    current = next;
  }
  return current;
}

/** Each box as near as it can be to the middle of its neighbours, order kept, one row apart at least. */
function heights(layers: string[][], near: Map<string, string[]>): Map<string, number> {
  const y = new Map(layers.flatMap((layer) => layer.map((id, row): [string, number] => [id, row])));
  const tallest = layers.reduce((best, layer, i) => (layer.length > (layers[best]?.length ?? 0) ? i : best), 0);
  const order = [...layers.keys()].sort((a, b) => Math.abs(a - tallest) - Math.abs(b - tallest));
  for (const i of order.slice(1)) {
    const layer = layers[i] ?? [];
    const towards = new Set(layers[i < tallest ? i + 1 : i - 1] ?? []);
    const wanted = layer.map((id) => {
      const rows = (near.get(id) ?? []).filter((other) => towards.has(other)).map((other) => y.get(other) ?? 0);
      return rows.length > 0 ? mean(rows) : (y.get(id) ?? 0);
    });
    spread(wanted).forEach((height, row) => {
      y.set(layer[row] ?? "", height);
    });
  }
  return y;
}

/** The closest heights to those wanted that keep the order and a distance of one. */
export function spread(wanted: number[]): number[] {
  const blocks: { top: number; size: number }[] = [];
  for (const want of wanted) {
    let block = { top: want, size: 1 };
    let above = blocks.at(-1);
    while (above && above.top + above.size > block.top) {
      blocks.pop();
      const size = above.size + block.size;
      block = { top: (above.top * above.size + (block.top - above.size) * block.size) / size, size };
      above = blocks.at(-1);
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => Array.from({ length: block.size }, (_, i) => block.top + i));
}

export function layout(root: string, boxes: Box[], lines: Line[]): Drawing {
  const layerOf = layersFrom(root, boxes, lines);
  const depth = Math.max(0, ...boxes.map((box) => layerOf.get(box.id) ?? 0));
  const known = new Set(boxes.map((box) => box.id));
  const near = neighbours(lines.filter((line) => known.has(line.from) && known.has(line.to)));
  const raw = Array.from({ length: depth + 1 }, (_, layer) =>
    boxes.filter((box) => layerOf.get(box.id) === layer).map((box) => box.id),
  ).filter((layer) => layer.length > 0);
  const layers = ordered(raw, near);
  const y = heights(layers, near);
  const top = Math.min(0, ...y.values());
  const placed = new Map<string, Placed>();
  layers.forEach((layer, column) => {
    layer.forEach((id, row) => {
      placed.set(id, { id, layer: column, row, y: (y.get(id) ?? row) - top });
    });
  });
  return { placed, layers, height: Math.max(0, ...[...placed.values()].map((box) => box.y)) + 1 };
}
