/** How much one evaluation may do; the server's engine/lang/expressions/allowance.py has the same bounds. */
import type { Node } from "./tree.ts";
import type { Value } from "./value.ts";

const STEPS = 300_000;
const CHARACTERS = 8_000_000;
const CHARACTERS_A_STEP = 128;

/** Functions whose result is a text of its own, as long as their arguments or longer. */
export const MAKING_TEXT: ReadonlySet<string> = new Set(["concat", "lower", "upper", "left", "right", "mid"]);

export class TooMuchWork extends Error {}

const lengthOf = (value: Value | undefined): number => (typeof value === "string" ? value.length : 0);

export class Allowance {
  #steps = STEPS;
  #characters = CHARACTERS;

  steps(count: number): void {
    this.#steps -= count;
    if (this.#steps < 0) throw new TooMuchWork();
  }

  read(text: Value | undefined): void {
    this.steps(Math.floor(lengthOf(text) / CHARACTERS_A_STEP));
  }

  text(made: Value): Value {
    this.#characters -= lengthOf(made);
    if (this.#characters < 0) throw new TooMuchWork();
    return made;
  }
}

/** How many nodes a body has. */
export function sizeOf(node: Node): number {
  switch (node.node) {
    case "rows":
      return 1 + sizeOf(node.rows) + (node.body ? sizeOf(node.body) : 0);
    case "call":
      return node.parts.reduce((sum, part) => sum + sizeOf(part), 1);
    default:
      return 1;
  }
}
