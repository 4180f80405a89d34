/** Cards of unlike heights in columns: each goes, in its order, to the column that is shortest so far. */

export function intoColumns<T>(items: T[], count: number, heightOf: (item: T) => number): T[][] {
  const columns = Array.from({ length: count }, (): { items: T[]; height: number } => ({ items: [], height: 0 }));
  for (const item of items) {
    const shortest = columns.reduce((best, column) => (column.height < best.height - 1e-6 ? column : best));
    shortest.items.push(item);
    shortest.height += heightOf(item);
  }
  return columns.map((column) => column.items);
}

/** How tall a drawing is for its width, from its viewBox; its frame counts as a fifth of the width. */
export function tallness(svg: string): number {
  const box = /viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(svg);
  const [width, height] = [Number(box?.[1]), Number(box?.[2])];
  return 0.2 + (width > 0 && height > 0 ? height / width : 0.15);
}
