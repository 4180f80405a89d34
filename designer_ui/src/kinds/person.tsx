import type { Kind } from "./kind.ts";
import { EditLink, linkToWire, ShowLink } from "./link.tsx";

/** A person is picked as a linked record is; the server knows which roles may be picked. */
export const person: Kind = { sort: "link", Edit: EditLink, Show: ShowLink, toWire: linkToWire };
