/** Reading answers of the server: each step says where it stood when something is not as agreed. */

export type Rows = Record<string, unknown>[];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === "string";

export class UnexpectedAnswer extends Error {}

/** One JSON object with its place in the answer; typed look-ups, with a fallback where a key may be left out. */
export class Json {
  private readonly values: Record<string, unknown>;

  constructor(
    value: unknown,
    readonly at: string,
  ) {
    if (!isObject(value)) throw new UnexpectedAnswer(`${at}: expected an object`);
    this.values = value;
  }

  get all(): Record<string, unknown> {
    return this.values;
  }

  raw(key: string): unknown {
    return this.values[key];
  }

  has(key: string): boolean {
    return this.values[key] !== undefined && this.values[key] !== null;
  }

  text(key: string, otherwise?: string): string {
    const value = this.values[key];
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    if (otherwise !== undefined) return otherwise;
    throw new UnexpectedAnswer(`${this.at}.${key}: expected a text`);
  }

  textOrNull(key: string): string | null {
    return this.has(key) ? this.text(key) : null;
  }

  number(key: string, otherwise?: number): number {
    const value = this.values[key];
    if (typeof value === "number") return value;
    if (typeof value === "string" && value !== "" && Number.isFinite(Number(value))) return Number(value);
    if (otherwise !== undefined) return otherwise;
    throw new UnexpectedAnswer(`${this.at}.${key}: expected a number`);
  }

  numberOrNull(key: string): number | null {
    return this.has(key) ? this.number(key) : null;
  }

  flag(key: string, otherwise = false): boolean {
    const value = this.values[key];
    return typeof value === "boolean" ? value : otherwise;
  }

  texts(key: string): string[] {
    const value = this.values[key];
    return Array.isArray(value) ? value.filter(isText) : [];
  }

  one<T>(key: string, read: (json: Json) => T): T {
    return read(new Json(this.values[key], `${this.at}.${key}`));
  }

  oneOrNull<T>(key: string, read: (json: Json) => T): T | null {
    return isObject(this.values[key]) ? this.one(key, read) : null;
  }

  list<T>(key: string, read: (json: Json) => T): T[] {
    return readList(this.values[key] ?? [], `${this.at}.${key}`, read);
  }

  map<T>(key: string, read: (json: Json, key: string) => T): Record<string, T> {
    const value = this.values[key];
    if (value === undefined || value === null) return {};
    const inner = new Json(value, `${this.at}.${key}`);
    return Object.fromEntries(
      Object.entries(inner.all).map(([name, item]) => [name, read(new Json(item, `${inner.at}.${name}`), name)]),
    );
  }
}

export function readList<T>(value: unknown, at: string, read: (json: Json) => T): T[] {
  if (!Array.isArray(value)) throw new UnexpectedAnswer(`${at}: expected a list`);
  return value.map((item, index) => read(new Json(item, `${at}/${index}`)));
}

/** The rows of a table value; anything else counts as no rows. */
export const rowsOf = (value: unknown): Rows => (Array.isArray(value) ? value.filter(isObject) : []);
