/** Packages of their own below bench/, installed on demand: they are no dependency of the product. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Installs what the folder's lockfile says, unless it is there. @throws when npm fails */
export function installLocked(folder: string, what: string): void {
  const lockfile = path.join(folder, "package-lock.json");
  const installed = path.join(folder, "node_modules", ".installed-lock.json");
  if (existsSync(installed) && readFileSync(installed, "utf8") === readFileSync(lockfile, "utf8")) return;
  process.stderr.write(`Installing ${what} (about a minute) …\n`);
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : ["npm"];
  const [command = "npm", ...first] = npm;
  // Peers that need a newer Node run under it; npm would warn that this one is too old.
  const { status } = spawnSync(command, [...first, "ci", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`${what} could not be installed`);
  copyFileSync(lockfile, installed);
}
