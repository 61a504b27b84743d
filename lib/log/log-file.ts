/**
 * The log's file, which the server and all workers append to. Each line is one write to a file that is open for appending, so lines of
 * several processes never mix. When the file is full, whoever notices first moves it away under a lock; the others see that the path
 * leads to another file, and follow.
 *
 * The libraries that rotate files (pino-roll, rotating-file-stream, winston's) count on being the only writer, so this is our own.
 * Nothing here throws, and nothing waits for another process: whoever logs a problem must not get a second one from the log.
 */
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { takeFileLock } from "../file-lock";

/** What waits for a disk that has no room; more is dropped. */
const MAX_WAITING_CHARACTERS = 1_000_000;
/** What waited is written in pieces of this size. */
const WRITE_CHARACTERS = 64_000;
/** After a file could not be moved away it grows for a moment before somebody tries again. */
const ROTATE_AGAIN_MS = 1_000;

export type LogFileOptions = {
  /** Absolute. */
  file: string;
  /** A file of this size is moved away: to `file.1`, and that one to `file.2` … */
  maxBytes: number;
  /** Files that are kept, with the one that is written; 2 or more. */
  keep: number;
  /** Called once with what a person should know: the file cannot be written. */
  complain: (line: string) => void;
  /** Makes the line that tells how many were dropped. */
  droppedLine: (count: number) => string;
};

type Open = { handle: number; ino: number; dev: number };

export class LogFile {
  #open: Open | null = null;
  #waiting: string[] = [];
  #waitingCharacters = 0;
  #dropped = 0;
  #hasComplained = false;
  #rotateNotBefore = 0;

  constructor(private readonly options: LogFileOptions) {}

  /** @param line with its line feed. Written when this returns, unless the disk takes nothing: then it waits for the next line. */
  write(line: string): void {
    if (this.#waitingCharacters + line.length > MAX_WAITING_CHARACTERS) {
      this.#dropped += 1;
    } else {
      this.#waiting.push(line);
      this.#waitingCharacters += line.length;
    }
    try {
      this.#flush();
    } catch (error) {
      this.#forget();
      this.#complain(error);
    }
  }

  #flush(): void {
    for (let lines = this.#nextWaiting(); lines.length > 0; lines = this.#nextWaiting()) {
      const text = lines.join("");
      // The file may have been thrown away between looking at it and writing into it.
      while (!this.#append(this.#current(), text));
      this.#waiting.splice(0, lines.length);
      this.#waitingCharacters -= text.length;
    }
    if (this.#dropped === 0) return;
    const count = this.#dropped;
    this.#dropped = 0;
    this.#append(this.#current(), this.options.droppedLine(count));
  }

  /** The oldest lines, as many as make one write; few, because on a full disk each new line tries in vain. */
  #nextWaiting(): string[] {
    let characters = 0;
    const end = this.#waiting.findIndex((line, index) => {
      characters += line.length;
      return index > 0 && characters > WRITE_CHARACTERS;
    });
    return end === -1 ? this.#waiting.slice() : this.#waiting.slice(0, end);
  }

  /** The file at the path as it is now, with room in it. */
  #current(): Open {
    const there = statSync(this.options.file, { throwIfNoEntry: false });
    if (there && there.size >= this.options.maxBytes && performance.now() >= this.#rotateNotBefore) {
      this.#rotate();
      return this.#reopen();
    }
    const open = this.#open;
    if (open && there?.ino === open.ino && there.dev === open.dev) return open;
    return this.#reopen();
  }

  #reopen(): Open {
    this.#forget();
    const { file } = this.options;
    mkdirSync(path.dirname(file), { recursive: true });
    // Readable too, because a line that was cut off is looked at before it is taken away.
    const handle = openSync(file, "a+", 0o600);
    const { ino, dev } = fstatSync(handle);
    this.#open = { handle, ino, dev };
    return this.#open;
  }

  #forget(): void {
    if (this.#open) closeSync(this.#open.handle);
    this.#open = null;
  }

  /** @returns whether the text is in a file that somebody can read */
  #append({ handle }: Open, text: string): boolean {
    const bytes = Buffer.from(text);
    const written = writeSync(handle, bytes);
    if (written < bytes.length) {
      takeBack(handle, bytes.subarray(0, written));
      throw new Error("there is no room for a whole line");
    }
    if (fstatSync(handle).nlink > 0) return true;
    this.#forget();
    return false;
  }

  /** Moves each file one number up and drops the oldest. A kill half-way leaves a number out, and loses nothing. */
  #rotate(): void {
    const { file, maxBytes, keep } = this.options;
    this.#rotateNotBefore = performance.now() + ROTATE_AGAIN_MS;
    try {
      const free = takeFileLock(`${file}.lock`, 0);
      if (free === null) {
        // It is moved at this moment; the next line looks again.
        this.#rotateNotBefore = 0;
        return;
      }
      try {
        // Another process may have been first.
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= maxBytes) {
          rmSync(`${file}.${keep - 1}`, { force: true });
          for (let number = keep - 2; number >= 1; number--)
            move(`${file}.${number}`, `${file}.${number + 1}`);
          move(file, `${file}.1`);
        }
      } finally {
        free();
      }
      this.#rotateNotBefore = 0;
    } catch (error) {
      this.#complain(error);
    }
  }

  /** The console survives that it cannot write either. */
  #complain(error: unknown): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.options.complain(`LOG_FILE ${this.options.file} cannot be written: ${reason}`);
  }
}

function move(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}

/** A full disk took the beginning of a line. It goes again, unless another process has written behind it meanwhile. */
function takeBack(handle: number, beginning: Buffer): void {
  if (beginning.length === 0) return;
  const start = fstatSync(handle).size - beginning.length;
  if (start < 0) return;
  const end = Buffer.alloc(beginning.length);
  readSync(handle, end, 0, end.length, start);
  if (end.equals(beginning)) ftruncateSync(handle, start);
}
