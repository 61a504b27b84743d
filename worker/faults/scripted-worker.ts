/** The real worker process with scripted work: its argument is the program of its threads, scripted-thread.ts. */
import { pathToFileURL } from "node:url";
import { runWorker } from "../run-worker";

await runWorker({ version: "test", threadEntry: pathToFileURL(process.argv[2] ?? "") });
