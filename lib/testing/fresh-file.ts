/** Runs before each test file: files share processes, which spares each the loading of the product's modules (2 s). */
import { vi } from "vitest";
import { forgetProcess } from "./forget-process";

vi.unstubAllEnvs();
forgetProcess();
