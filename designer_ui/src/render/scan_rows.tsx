/** Rows added by scanning one label after another: a row for each code, in the column that takes codes. */
import { useState } from "react";
import { useSurroundings } from "../kinds/surroundings.ts";
import type { Field } from "../model/app_page.ts";
import { pathOf } from "../model/filling.ts";
import { exactly } from "../model/search.ts";
import { ScanButton } from "../ui/scan_button.tsx";
import { useWords } from "../ui/words.tsx";
import { useForm } from "./form_state.ts";

type Props = { table: Field; count: number };

export function ScanRows({ table, count }: Props) {
  const { t } = useWords();
  const { addRow } = useForm();
  const { lookup } = useSurroundings();
  const [unknown, setUnknown] = useState<string[]>([]);
  const column = table.fields.find((each) => each.scan || each.widget === "scan_code");
  if (!column) return null;

  /** What the cell holds for a code; undefined where it leads to no record. */
  const cell = async (scanned: string): Promise<unknown> => {
    if (!column.to) return scanned;
    const { codes } = await import("../model/gs1.ts");
    for (const code of codes(scanned)) {
      const found = exactly(await lookup(pathOf(table.id, count, column.id), code).catch(() => []), code);
      if (found) return { id: found.id, name: found.name };
    }
    return undefined;
  };

  const take = async (scanned: readonly string[]) => {
    const missed: string[] = [];
    for (const code of scanned) {
      const value = await cell(code);
      if (value === undefined) missed.push(code);
      else addRow(table, { [column.id]: value });
    }
    setUnknown(missed);
  };

  return (
    <>
      <ScanButton many name={t("scan_rows")} onCodes={(scanned) => void take(scanned)} />
      <span className="hint small" role="status">
        {unknown.length > 0 && t("no_match", { q: unknown.join(", ") })}
      </span>
    </>
  );
}
