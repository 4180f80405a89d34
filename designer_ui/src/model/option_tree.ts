/** Options that divide into further options. */
import type { Option } from "./app_page.ts";
import type { Found } from "./record.ts";

/** The options from the top of the tree to the one with this value; nothing where there is none. */
export function wayTo(options: Option[], value: string): Option[] {
  for (const option of options) {
    if (option.value === value) return [option];
    const below = wayTo(option.options, value);
    if (below.length > 0) return [option, ...below];
  }
  return [];
}

/** What choosing a way so far means: its last option, unless only ends of the tree may be picked. */
export function meantBy(way: Option[], leaves: boolean): string | null {
  const last = way.at(-1);
  return last && !(leaves && last.options.length > 0) ? last.value : null;
}

/** What was found as a tree, each under its parent; what has none here stands at the top. */
export function treeOf(found: Found[], parent: string | null = null): Option[] {
  const here = new Set(found.map((each) => each.id));
  const under = (each: Found) => (each.parent !== null && here.has(each.parent) ? each.parent : null);
  return found
    .filter((each) => under(each) === parent)
    .map((each) => ({
      value: each.id,
      title: { zh: each.name, en: each.name },
      tone: "neutral",
      options: treeOf(found, each.id),
    }));
}
