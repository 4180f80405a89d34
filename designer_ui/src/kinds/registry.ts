/**
 * Widgets by the name the engine's kinds give them. A new kind is one file and one line here; what not every form has is
 * fetched when it is first drawn (`lazily`).
 */
import { asFiles } from "../model/record.ts";
import { choice } from "./choice.tsx";
import { choices } from "./choices.tsx";
import { date } from "./date.tsx";
import { type Kind, partsToWire, textToWire } from "./kind.ts";
import { lazily } from "./lazily.tsx";
import { link, linkToWire } from "./link.tsx";
import { longText } from "./long_text.tsx";
import { moment } from "./moment.tsx";
import { money } from "./money.tsx";
import { number } from "./number.tsx";
import { person } from "./person.tsx";
import { rating } from "./rating.tsx";
import { scanCode } from "./scan_code.tsx";
import { note, part } from "./section.tsx";
import { table } from "./table.tsx";
import { text } from "./text.tsx";
import { time } from "./time.tsx";
import { yesNo } from "./yes_no.tsx";

export const KINDS: Record<string, Kind> = {
  text,
  long_text: longText,
  rich_note: lazily(() => import("./rich_note.tsx"), { sort: "text", wide: true, toWire: textToWire }),
  number,
  money,
  yes_no: yesNo,
  choice,
  choices,
  tree_choice: lazily(() => import("./tree_choice.tsx"), { sort: "text", group: true, toWire: textToWire }),
  date,
  time,
  moment,
  link,
  table,
  person,
  department: lazily(() => import("./department.tsx"), { sort: "link", group: true, toWire: linkToWire }),
  signature: lazily(() => import("./signature.tsx"), { sort: "list", wide: true, group: true, toWire: asFiles }),
  period: lazily(() => import("./period.tsx"), { sort: "none", group: true, toWire: partsToWire }),
  location: lazily(() => import("./location.tsx"), { sort: "none", group: true, toWire: partsToWire }),
  photo: lazily(() => import("./photo.tsx"), { sort: "list", wide: true, group: true, toWire: asFiles }),
  attachment: lazily(() => import("./attachment.tsx"), { sort: "list", wide: true, group: true, toWire: asFiles }),
  scan_code: scanCode,
  rating,
  tab: part,
  section: part,
  note,
};

/** A widget this page does not know yet is shown as text rather than left out. */
export const kindOf = (widget: string): Kind => KINDS[widget] ?? text;
