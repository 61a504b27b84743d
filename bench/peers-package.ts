/** The peers and what they need. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installLocked } from "./locked-package";

export const peersFolder = fileURLToPath(new URL("./peers", import.meta.url));

/** @throws when npm fails */
export function installPeers(): void {
  installLocked(peersFolder, "the peers");
}

/** Path of the newer Node that comes with the peers. */
export const newerNode = path.join(peersFolder, "node_modules", "node", "bin", "node");
