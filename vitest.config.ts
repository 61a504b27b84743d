import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    include: ["{app,components,lib,worker,scripts}/**/*.test.{ts,tsx,mjs}"],
    exclude: ["**/node_modules/**", "lib/generated/**"],
    environment: "node",
    // Native modules and process-wide state (the configuration, the database client) want processes, not threads.
    pool: "forks",
    // A hang is found all the same; five seconds is what a busy machine may need for a test of one.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
