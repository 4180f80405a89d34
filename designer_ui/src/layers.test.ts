import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const LAYERS = ["generated", "model", "ui", "kinds", "render", "designer", "runtime", "shell"];
const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && file.includes("/"))
  .map((file) => ({ file, text: readFileSync(`src/${file}`, "utf8") }));

const layerOf = (path: string): number => LAYERS.indexOf(path.split("/")[0] ?? "");
const importsOf = (text: string): string[] => [...text.matchAll(/from "(\.[^"]+)"/g)].map((found) => found[1] ?? "");
const code = (text: string): string =>
  text.replace(/^import [^;]*;/gm, "").replace(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"|`[^`]*`/g, "");

describe.each(files)("src/$file", ({ file, text }) => {
  it("imports only from its own layer or a lower one", () => {
    for (const path of importsOf(text)) {
      const target = new URL(path, `file:///${file}`).pathname.slice(1);
      expect(layerOf(target), path).toBeLessThanOrEqual(layerOf(file));
      expect(layerOf(target), path).toBeGreaterThanOrEqual(0);
    }
  });
  it("is short, and casts nothing", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(250);
    expect(code(text)).not.toMatch(/\bas (?!const\b)[A-Za-z{[]/);
  });
  it.runIf(file.startsWith("model/"))("knows no React", () => expect(text).not.toMatch(/from "react/));
});
