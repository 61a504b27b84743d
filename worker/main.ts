/** The entry of the worker process. */
import { version } from "@/package.json";
import { runWorker } from "./run-worker";

await runWorker({ version });
