/** The tolerance strip, the product's signature: limits, nominal and the measured mark. */
import type { Strip } from "../model/strip.ts";

const WIDTH = 200;
const MIDDLE = 14;
const x = (position: number): number => position * WIDTH;

export function StripMark({ strip }: { strip: Strip }) {
  const { lower, upper, nominal, mark, standing } = strip;
  if (lower === null && upper === null) return null;
  const from = x(lower ?? 0.02);
  const to = x(upper ?? 0.98);
  return (
    <svg
      className={`strip ${standing}`}
      viewBox={`0 0 ${WIDTH} 28`}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid meet"
    >
      <line className="track" x1={from} x2={to} y1={MIDDLE} y2={MIDDLE} />
      {lower !== null && <line className="limit" x1={from} x2={from} y1={MIDDLE - 8} y2={MIDDLE + 8} />}
      {upper !== null && <line className="limit" x1={to} x2={to} y1={MIDDLE - 8} y2={MIDDLE + 8} />}
      {nominal !== null && <line className="limit" x1={x(nominal)} x2={x(nominal)} y1={MIDDLE - 4} y2={MIDDLE + 4} />}
      {mark !== null && <rect className="mark" x={x(mark) - 3} width={6} y={MIDDLE - 11} height={22} rx={1} />}
    </svg>
  );
}
