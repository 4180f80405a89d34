/** The phone's form must stay light: everything it loads first, gzipped, or the build fails. */
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** The form itself, and the words of one language (the longer one): both are fetched before anything is drawn. */
const FIRST = ["/runtime/form_screen.tsx", "/wording/zh.ts"];
const KILOBYTE = 1000;

type Bundle = Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>;

function withImports(name: string, bundle: Bundle, found = new Set<string>()): Set<string> {
  const chunk = bundle[name];
  if (chunk?.type !== "chunk" || found.has(name)) return found;
  found.add(name);
  for (const other of chunk.imports) withImports(other, bundle, found);
  return found;
}

const sizeOf = (name: string, bundle: Bundle): number => {
  const chunk = bundle[name];
  return chunk?.type === "chunk" ? gzipSync(chunk.code).length : 0;
};

export function budget(kilobytes: number): Plugin {
  return {
    name: "budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const first = Object.values(bundle).filter(
        (chunk) =>
          chunk.type === "chunk" &&
          (chunk.isEntry || chunk.moduleIds.some((id) => FIRST.some((first) => id.endsWith(first)))),
      );
      const names = new Set(first.flatMap((chunk) => [...withImports(chunk.fileName, bundle)]));
      const total = [...names].reduce((sum, name) => sum + sizeOf(name, bundle), 0) / KILOBYTE;
      this.info(`first load of a form: ${total.toFixed(1)} kB of ${kilobytes} kB gzipped`);
      if (total > kilobytes) this.error(`a form's first load is ${total.toFixed(1)} kB, above ${kilobytes} kB gzipped`);
    },
  };
}
