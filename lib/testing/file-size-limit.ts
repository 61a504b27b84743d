/**
 * A full disk without rights of the superuser: a running process may write no file beyond some size (RLIMIT_FSIZE), so its writes
 * fail with EFBIG. Node ignores the signal that comes with it. https://man7.org/linux/man-pages/man2/getrlimit.2.html
 */
import { execFileSync, spawnSync } from "node:child_process";

/** Whether this machine has util-linux' `prlimit`, which sets the limit of another process. */
export const canLimitFileSize = spawnSync("prlimit", ["--version"]).status === 0;

/** From now on the process writes no byte beyond the first `bytes` of any file; 0: none at all. */
export function limitFileSize(pid: number, bytes: number): void {
  setLimit(pid, String(bytes));
}

export function liftFileSizeLimit(pid: number): void {
  setLimit(pid, "unlimited");
}

/** Only the soft limit: a hard one could not be raised again. */
function setLimit(pid: number, value: string): void {
  execFileSync("prlimit", [`--pid=${pid}`, `--fsize=${value}:`]);
}
