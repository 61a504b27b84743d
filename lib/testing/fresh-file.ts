/**
 * Runs before each test file. Files share processes, which spares each the loading of the product's modules (2 s), so what a
 * process has one of is made anew: it all lives on globalThis (lib/db/client.ts says why) under names of one form.
 */
import { vi } from "vitest";

vi.unstubAllEnvs();
for (const name of Object.keys(globalThis)) {
  if (name.startsWith("__presentationJobs")) Reflect.deleteProperty(globalThis, name);
}
