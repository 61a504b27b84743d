import { watch } from "node:fs";

/** Looks now and after every change in `folder`, until the look finds something. @param look null: not yet */
export function watchFolder<T>(folder: string, look: () => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    const watcher = watch(folder, () => check());
    watcher.on("error", reject);
    function check(): void {
      try {
        const found = look();
        if (found === null) return;
        watcher.close();
        resolve(found);
      } catch (error) {
        watcher.close();
        reject(error);
      }
    }
    check();
  });
}
