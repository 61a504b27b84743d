/** Where the project is, and how the scripts speak. Plain Node without packages: this runs before anything is installed. */
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the project's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** @param {...string} parts */
export const inProject = (...parts) => path.join(root, ...parts);

/** A reason to stop that a person can act on. The message is one line, or a few short ones. */
export class Refusal extends Error {
  name = "Refusal";
}

/** One plain line for the person at the terminal. @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Prints why we stop: a refusal as its line alone, anything else with its stack. @param {unknown} error */
export function complain(error) {
  const text =
    error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
}

/** Reads `.env` if there is one; a variable of the real environment wins, also an empty one. */
export function loadEnvFile() {
  try {
    process.loadEnvFile(inProject(".env"));
  } catch (error) {
    if (error?.code !== "ENOENT") throw new Refusal(`.env cannot be read: ${error?.message}`);
  }
}
