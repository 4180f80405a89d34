/** What widgets need from the server, for one form of one app. */
import { useMemo } from "react";
import { lazily } from "../kinds/lazily.tsx";
import type { Surroundings } from "../kinds/surroundings.ts";
import type { Form } from "../model/app_page.ts";
import type { Derived } from "../model/derive.ts";
import { Json, readList } from "../model/json.ts";
import { places } from "../model/places.ts";
import { asFiles, readFound } from "../model/record.ts";
import { outgoing } from "../model/sending.ts";
import { onward } from "../render/onward.ts";
import { useHere } from "./here.ts";
import { fileAddress, get, paths, upload } from "./server.ts";
import { toWire } from "./wire.ts";

/** `inputs/2/lot` is the field `inputs/lot`. */
const fieldOf = (path: string): string =>
  path
    .split("/")
    .filter((_, index) => index !== 1)
    .join("/");

/** Many forms have no table. */
const rows = lazily(
  async () => {
    const [edit, show] = await Promise.all([import("../render/edit_rows.tsx"), import("../render/show_rows.tsx")]);
    return { Edit: edit.EditRows, Show: show.ShowRows };
  },
  { sort: "rows", toWire: (value) => value },
);

export function useSurroundings(form: Form | null, derived: Derived | null): Surroundings {
  const { app } = useHere();
  return useMemo(
    () => ({
      lookup: async (path, typed) => {
        if (!form || !derived) return [];
        const values = JSON.stringify(outgoing(form, derived, toWire, { computed: true }));
        return readList(
          await get(paths.lookup(app.id, form.id, fieldOf(path)), { q: typed.trim(), values }),
          "found",
          readFound,
        );
      },
      upload: async (file) => {
        const [kept] = asFiles(new Json(await upload(file), "file").all);
        if (!kept) throw new Error("no file in the answer");
        return kept;
      },
      fileAddress: (file) => fileAddress(file.hash),
      // A link followed while filling in would leave the form.
      recordAddress: (to, id) => (!form && app.forms[to]?.rights.see ? places.record(app.id, to, id) : null),
      onward,
      EditRows: rows.Edit,
      ShowRows: rows.Show,
    }),
    [app, form, derived],
  );
}
