/** Bad news from the server (RFC 9457): what is wrong, and at which field. */
import { isObject, Json, readList } from "./json.ts";
import { type Label, labelAt, plain } from "./label.ts";

export type Problem = { path: string; code: string; message: Label };

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: Label,
    readonly problems: Problem[],
    /** What stands now, when somebody else was faster (409). */
    readonly current: Record<string, unknown> | null,
  ) {
    super(title.en);
  }
}

const readProblem = (json: Json): Problem => ({
  path: json.text("path", ""),
  code: json.text("code", ""),
  message: labelAt(json, "message"),
});

export function readRefusal(status: number, value: unknown): Refusal {
  if (!isObject(value)) return new Refusal(status, "unknown", plain(`HTTP ${status}`), [], null);
  const json = new Json(value, "problem");
  const title = json.has("detail") ? labelAt(json, "detail") : labelAt(json, "title", `HTTP ${status}`);
  const problems = Array.isArray(json.raw("problems")) ? readList(json.raw("problems"), "problems", readProblem) : [];
  const current = json.raw("current");
  return new Refusal(status, json.text("code", ""), title, problems, isObject(current) ? current : null);
}

/** The problems at one field or below it: `readings` takes `readings/2/measured` too. */
export const problemsAt = (problems: Problem[], path: string): Problem[] =>
  problems.filter((problem) => problem.path === path);

export const problemsUnder = (problems: Problem[], path: string): Problem[] =>
  problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
