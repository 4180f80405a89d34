import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { budget } from "./budget.ts";

const engine = process.env.SUYUAN_ENGINE ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "./",
  plugins: [react(), budget(120)],
  build: {
    outDir: "../engine/api/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What most parts of the page share is one file: many small ones compress worse than they save.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "shared", test: /designer_ui\/src/, minShareCount: 4 }] } },
    },
  },
  server: { proxy: { "/api": { target: engine, changeOrigin: false } } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
});
