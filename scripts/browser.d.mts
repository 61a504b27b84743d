/** For the benchmarks, which are TypeScript. */
export function findBrowser(signal?: AbortSignal): Promise<string>;
