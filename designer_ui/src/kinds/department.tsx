/** A department, picked level by level like an option of a tree; the tree is asked for when the field is drawn. */
import { useEffect, useState } from "react";
import type { Option } from "../model/app_page.ts";
import { treeOf, wayTo } from "../model/option_tree.ts";
import { asLink } from "../model/record.ts";
import { useWords } from "../ui/words.tsx";
import type { EditProps } from "./kind.ts";
import { ShowLink } from "./link.tsx";
import { useSurroundings } from "./surroundings.ts";
import { Edit as EditTree } from "./tree_choice.tsx";

export function Edit(props: EditProps) {
  const { of } = useWords();
  const { lookup } = useSurroundings();
  const [tree, setTree] = useState<Option[] | null>(null);
  const { path, field, value, onChange } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tree is the same whatever else is filled in
  useEffect(() => {
    let wanted = true;
    lookup(path, "")
      .catch(() => [])
      .then((found) => wanted && setTree(treeOf(found)));
    return () => {
      wanted = false;
    };
  }, [path]);
  if (!tree) return <div className="control" id={props.id} tabIndex={-1} aria-busy="true" />;
  const choose = (id: unknown) => {
    const chosen = typeof id === "string" ? wayTo(tree, id).at(-1) : undefined;
    onChange(chosen ? { id: chosen.value, name: of(chosen.title) } : null);
  };
  return (
    <EditTree
      {...props}
      field={{ ...field, options: tree, leaves: false }}
      value={asLink(value)?.id ?? null}
      onChange={choose}
    />
  );
}

export const Show = ShowLink;
