import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { readField } from "../model/app_page.ts";
import { Json } from "../model/json.ts";
import { learn } from "../model/wording/say.ts";
import { lazily } from "./lazily.tsx";

await learn("zh");

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
const field = readField({})(new Json({ id: "stamp", kind: "stamp" }, "stamp"));
const widget = { Edit: () => <p>edited</p>, Show: () => <p>shown</p> };

async function drawn(kind: ReturnType<typeof lazily>) {
  const place = document.createElement("div");
  const edit = (
    <kind.Edit
      field={field}
      id="f"
      path="stamp"
      value={null}
      onChange={() => {}}
      required={false}
      invalid={false}
      describedBy={undefined}
    />
  );
  await act(async () => createRoot(place).render(edit));
  return place;
}

it("a widget is drawn once its code is here", async () => {
  const place = await drawn(lazily(async () => widget, { sort: "text", toWire: () => null }));
  expect(place.textContent).toBe("edited");
});

it("a widget that could not be fetched can be asked for again", async () => {
  const load = vi.fn(async () => widget).mockRejectedValueOnce(new Error("offline"));
  const place = await drawn(lazily(load, { sort: "text", toWire: () => null }));
  expect(place.textContent).toBe("重试");
  await act(async () => place.querySelector("button")?.click());
  expect(place.textContent).toBe("edited");
});
