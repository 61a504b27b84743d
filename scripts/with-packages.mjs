/** Makes sure that the packages are there, then runs a TypeScript program of ours: `with-packages.mjs PROGRAM [ARGUMENTS]`. */
import { checkNode, installPackages } from "./install.mjs";
import { complain, loadEnvFile } from "./project.mjs";
import { run } from "./run.mjs";

const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopped.abort());

try {
  checkNode();
  loadEnvFile();
  await installPackages(stopped.signal, { dev: false });
  const program = ["--import", "tsx", ...process.argv.slice(2)];
  process.exitCode = (await run(process.execPath, program, { signal: stopped.signal })).code;
} catch (error) {
  if (!stopped.signal.aborted) complain(error);
  process.exitCode = 1;
}
