/** `npm run build`: installs and builds what `npm start` would, and starts nothing. For images, and for folders that are read-only later. */
import { build, generateClient, isBuilt } from "./build.mjs";
import { checkNode, installPackages } from "./install.mjs";
import { complain, say } from "./project.mjs";

const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopped.abort());

try {
  checkNode();
  await installPackages(stopped.signal);
  await generateClient(stopped.signal);
  if (isBuilt()) say("Nothing has changed since the last build.");
  else {
    say("Building (about a minute) …");
    await build(stopped.signal);
  }
} catch (error) {
  if (!stopped.signal.aborted) complain(error);
  process.exitCode = 1;
}
