import { defineConfig } from "vitest/config";

/** What must hold on every database: it runs once on each. What only passes a request or a thread on runs with SQLite alone. */
const conformance = [
  "lib/jobs/**/*.test.ts",
  "lib/lessons/**/*.test.ts",
  "lib/decks/**/*.test.ts",
  "lib/stats/**/*.test.ts",
  "lib/settings/**/*.test.ts",
  "lib/views/**/*.test.ts",
  "lib/alerts/*.test.ts",
  "lib/legacy/import-again.test.ts",
  "lib/llm/**/*.test.ts",
  "app/api/{account-pages,api,audit,hostile-text,job-actions}.test.ts",
  "lib/audit/**/*.test.ts",
  "lib/auth/{api-tokens,people-and-sessions,setup-link}.test.ts",
  "worker/{actions,housekeeping,pool}.test.ts",
  "worker/faults/**/*.test.ts",
];
const exclude = ["**/node_modules/**", "lib/generated/**"];
/** Neither a database nor anything else that a process has one of: these share processes, which spares each the loading of its modules. */
const pure = [
  "components/**/*.test.{ts,tsx}",
  "lib/{client,presentations}/**/*.test.ts",
  "lib/llm/usage.test.ts",
  "lib/stats/{rollups/{sketch,pieces},trend-window}.test.ts",
];

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    environment: "node",
    // Native modules and process-wide state (the configuration, the database client) want processes, not threads.
    pool: "forks",
    // As many as there are cores. The main process only listens, so it needs none of its own, which Vitest would leave it.
    maxWorkers: "100%",
    // A hang is found all the same; five seconds is what a busy machine may need for a test of one.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Measured only when asked for (`--coverage`, as scripts/test.mjs does): half of the tests cannot cover it all. Istanbul
    // counts in the source, so the result is the same on every Node, and nothing but these files gets slower.
    coverage: {
      provider: "istanbul",
      include: ["lib/jobs/**/*.ts"],
      exclude: ["**/*.test.ts", "lib/jobs/{model,fixtures}/**"],
      reporter: [["text", { skipFull: true }]],
      // The queue loses nothing: every line and branch of its statements is proven. What callers may ask is nearly there.
      thresholds: { "lib/jobs/store/**": { lines: 100, branches: 100 }, lines: 99, branches: 96 },
    },
    projects: [
      { extends: true, test: { name: "pure", include: pure, exclude, isolate: false } },
      {
        extends: true,
        test: {
          name: "sqlite",
          include: ["{app,lib,worker,scripts}/**/*.test.{ts,tsx,mjs}"],
          exclude: [...exclude, ...pure, "**/*.postgres.test.ts"],
          globalSetup: "lib/testing/sqlite-setup.ts",
          setupFiles: "lib/testing/fresh-file.ts",
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: [...conformance, "**/*.postgres.test.ts"],
          exclude: [...exclude, ...pure, "**/*.sqlite.test.ts"],
          globalSetup: "lib/testing/postgres-setup.ts",
          setupFiles: "lib/testing/fresh-file.ts",
          isolate: false,
        },
      },
    ],
  },
});
