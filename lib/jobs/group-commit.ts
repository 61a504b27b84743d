/**
 * One commit for what arrives together: calls that come while a commit runs share the next one. A commit costs an fsync, so this
 * multiplies what concurrent callers reach, and costs a single caller nothing.
 */
export class GroupCommit<Item, Result> {
  #waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  #running = false;

  /**
   * @param commit stores the items; its results stand in the same order. When it rejects, every caller of the group is told.
   * @param maxSize bounds a group, and with it how long the database is locked
   */
  constructor(
    private readonly commit: (items: Item[]) => Promise<Result[]>,
    private readonly maxSize: number,
  ) {}

  /** Resolves when the item's group is committed. */
  add(item: Item): Promise<Result> {
    const done = new Promise<Result>((resolve, reject) => this.#waiting.push({ item, resolve, reject }));
    if (!this.#running) {
      this.#running = true;
      // After the current turn of the event loop, so that what arrived in it is in the first group.
      setImmediate(() => void this.#run());
    }
    return done;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.maxSize);
      try {
        const results = await this.commit(group.map(({ item }) => item));
        group.forEach(({ resolve, reject }, index) => {
          const result = results[index];
          if (result === undefined) reject(new Error("The commit gave too few results"));
          else resolve(result);
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = false;
  }
}
