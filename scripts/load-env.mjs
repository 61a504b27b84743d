/** Preloaded with `node --import` by commands that start a program directly, so that they honour `.env` too. */
import { complain, loadEnvFile } from "./project.mjs";

try {
  loadEnvFile();
} catch (error) {
  complain(error);
  process.exit(1);
}
