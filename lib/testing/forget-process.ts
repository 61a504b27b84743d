/** Makes anew what a process has one of: it all lives on globalThis (lib/db/client.ts says why) under names of one form. */
export function forgetProcess(): void {
  for (const name of Object.keys(globalThis)) {
    if (name.startsWith("__presentationJobs")) Reflect.deleteProperty(globalThis, name);
  }
}
