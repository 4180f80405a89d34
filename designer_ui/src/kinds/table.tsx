import type { EditProps, Kind, ShowProps } from "./kind.ts";
import { useSurroundings } from "./surroundings.ts";

/** Rows under a record. The drawing of rows needs all other kinds, so the layer above gives it. */
function Edit(props: EditProps) {
  const { EditRows } = useSurroundings();
  return <EditRows {...props} />;
}

function Show(props: ShowProps) {
  const { ShowRows } = useSurroundings();
  return <ShowRows {...props} />;
}

/** Rows are sent cell by cell by the form, which knows each column's kind. */
export const table: Kind = { sort: "rows", Edit, Show, wide: true, group: true, toWire: (value) => value };
