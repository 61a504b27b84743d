import { copyFile, link, mkdir, open, rename } from "node:fs/promises";
import path from "node:path";

/** Gives the file `from` the name `to` as well, unless something has it already. @throws ENOENT only when `from` is not there */
export async function alsoName(from: string, to: string): Promise<void> {
  // It may be gone with what was in it; without it the file would seem to be.
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return;
    if (code === "ENOENT") throw error;
    // A file system without links. The copy is made beside `from`, whose folder is cleared away after a crash.
    const half = `${from}.copy`;
    await copyFile(from, half);
    await sync(half);
    await rename(half, to);
  }
}

export async function sync(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** For `alsoName`, where another process may have put the file back and cleared it away meanwhile. */
export function unlessGone(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}
