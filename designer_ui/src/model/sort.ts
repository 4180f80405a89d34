/** What expressions see of a field's value. */
export type Sort = "text" | "number" | "boolean" | "date" | "moment" | "link" | "list" | "rows" | "none";
