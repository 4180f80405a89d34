/** Bad news in the reader's words. */

import { UnexpectedAnswer } from "../model/json.ts";
import { Refusal } from "../model/problem.ts";
import type { Words } from "../ui/words.tsx";
import { NO_CONNECTION } from "./server.ts";

/** Problems of a field stand at the field; where there is no form to show them in, `everywhere` takes them all. */
export function newsOf(error: unknown, { t, of }: Words, everywhere = false): string {
  if (error instanceof Refusal) {
    if (error.code === NO_CONNECTION) return t("no_connection");
    const loose = error.problems
      .filter((problem) => everywhere || problem.path === "")
      .map((problem) => of(problem.message));
    return loose.length > 0 ? loose.join(" ") : of(error.title);
  }
  if (error instanceof UnexpectedAnswer) return `${t("failed")} (${error.message})`;
  return t("failed");
}
