/** Looking at formulas as trees (`["name", …]`, `["lit", …]`) without working them out. */

const isPart = (value: unknown): value is string => typeof value === "string";

/** The path a formula names when it is nothing but a name: `plan.characteristics` -> ["plan", "characteristics"]. */
export function pathOf(formula: unknown): string[] | null {
  if (typeof formula === "string") return formula.split(".");
  if (!Array.isArray(formula) || formula[0] !== "name") return null;
  return formula.slice(1).flat().filter(isPart);
}

/** Every path a formula names, however deep. */
export function pathsIn(formula: unknown): string[][] {
  if (!Array.isArray(formula)) return [];
  const own = formula[0] === "name" ? pathOf(formula) : null;
  return own ? [own] : formula.flatMap(pathsIn);
}
