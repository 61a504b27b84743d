/** The server's own secret: signs session cookies. Made once, kept in DATA_DIR, readable by its owner only. */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const BYTES = 32;

/** Reads the secret of `dataDir`, or makes it. Safe when several processes start at once: the first file wins. */
export function serverSecret(dataDir: string): string {
  const file = path.join(dataDir, "secret.key");
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(BYTES).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // fs errors carry a code
  }
  return readFileSync(file, "utf8");
}
