/** The peers and what they need, installed on demand: they are no dependency of the product. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const peersFolder = fileURLToPath(new URL("./peers", import.meta.url));
const lockfile = path.join(peersFolder, "package-lock.json");
const installedLockfile = path.join(peersFolder, "node_modules", ".installed-lock.json");

function isInstalled(): boolean {
  return (
    existsSync(installedLockfile) &&
    readFileSync(installedLockfile, "utf8") === readFileSync(lockfile, "utf8")
  );
}

/** Installs what the lockfile says, unless it is there. @throws when npm fails */
export function installPeers(): void {
  if (isInstalled()) return;
  process.stderr.write("Installing the peers (about a minute) …\n");
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : ["npm"];
  const [command = "npm", ...first] = npm;
  // The peers that need a newer Node run under it; npm would warn that this one is too old.
  const { status } = spawnSync(command, [...first, "ci", "--loglevel=error"], {
    cwd: peersFolder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("The peers could not be installed");
  copyFileSync(lockfile, installedLockfile);
}

/** Path of the newer Node that comes with the peers. */
export const newerNode = path.join(peersFolder, "node_modules", "node", "bin", "node");
