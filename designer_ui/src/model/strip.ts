/** The tolerance strip: where a measured value stands between its limits. Position says it first. */

export type Standing = "empty" | "pass" | "near" | "fail";
export type Strip = {
  standing: Standing;
  /** Ends of the band and the marks, each 0..1 along the strip; null = not drawn. */
  lower: number | null;
  upper: number | null;
  nominal: number | null;
  mark: number | null;
};

/** The band takes the middle 64 % of the strip, so that a value outside still has a place. */
const LOW_END = 0.18;
const HIGH_END = 0.82;
const MARGIN = 0.02;
/** Within a tenth of the width from a limit counts as near. */
const NEAR = 0.1;

const within = (position: number): number => Math.min(1 - MARGIN, Math.max(MARGIN, position));

/**
 * A limit that is the value's natural end (roundness 0…0.02 at 0) is never "near":
 * when the nominal value is itself a limit, that limit is the good end.
 */
function standingOf(value: number, lower: number | null, upper: number | null, nominal: number | null): Standing {
  if ((lower !== null && value < lower) || (upper !== null && value > upper)) return "fail";
  if (lower === null || upper === null || upper <= lower) return "pass";
  const band = (upper - lower) * NEAR;
  const lowerIsNatural = nominal === lower || (nominal === null && lower === 0);
  const nearLower = !lowerIsNatural && value - lower < band;
  const nearUpper = nominal !== upper && upper - value < band;
  return nearLower || nearUpper ? "near" : "pass";
}

/** Positions for limits of one or two sides; a one-sided band runs to the strip's open end. */
function scale(lower: number | null, upper: number | null, nominal: number | null): ((value: number) => number) | null {
  if (lower !== null && upper !== null) {
    if (upper === lower) return (value) => within(0.5 + Math.sign(value - lower) * 0.4);
    return (value) => within(LOW_END + ((value - lower) / (upper - lower)) * (HIGH_END - LOW_END));
  }
  const only = lower ?? upper;
  if (only === null) return null;
  const span = Math.abs((nominal ?? 0) - only) || Math.abs(only) || 1;
  const end = lower === null ? HIGH_END : LOW_END;
  return (value) => within(end + ((value - only) / span) * (HIGH_END - LOW_END));
}

export function strip(
  value: number | null,
  lower: number | null,
  upper: number | null,
  nominal: number | null = null,
): Strip {
  const place = scale(lower, upper, nominal);
  return {
    standing: value === null ? "empty" : standingOf(value, lower, upper, nominal),
    lower: place && lower !== null ? place(lower) : null,
    upper: place && upper !== null ? place(upper) : null,
    nominal: place && nominal !== null ? place(nominal) : null,
    mark: place && value !== null ? place(value) : null,
  };
}
