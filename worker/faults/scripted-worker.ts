/** The real worker process with scripted work: its threads run scripted-thread.ts. */
import { runWorker } from "../run-worker";

await runWorker({ version: "test", threadEntry: new URL("./scripted-thread.ts", import.meta.url) });
