/**
 * The leases this worker holds. They are renewed together, by one statement; a job whose lease is gone (cancelled, or taken
 * over after a pause) is stopped at once.
 */
import type { Db } from "@/lib/db/client";
import { findHeldLeases, type Lease, renewLeases } from "@/lib/jobs/store/leases";

export class Leases {
  readonly #held = new Map<string, { lease: Lease; onLost: () => void }>();

  constructor(
    private readonly db: Db,
    private readonly leaseMs: number,
  ) {}

  get size(): number {
    return this.#held.size;
  }

  /** `onLost` is called at most once, when the lease no longer holds. */
  hold(lease: Lease, onLost: () => void): void {
    this.#held.set(lease.token, { lease, onLost });
  }

  drop(lease: Lease): void {
    this.#held.delete(lease.token);
  }

  async renew(): Promise<void> {
    await this.#keepOnly((leases) => renewLeases(this.db, leases, this.leaseMs));
  }

  /** As `renew`, but only looks: cheap enough for every change of the database, so that a cancelled job stops soon. */
  async check(): Promise<void> {
    await this.#keepOnly((leases) => findHeldLeases(this.db, leases));
  }

  async #keepOnly(find: (leases: Lease[]) => Promise<Set<string>>): Promise<void> {
    // Only those asked about: a lease that is taken while we wait for the answer is none of its business.
    const asked = [...this.#held.values()];
    if (asked.length === 0) return;
    const alive = await find(asked.map(({ lease }) => lease));
    for (const { lease, onLost } of asked) {
      if (!alive.has(lease.token) && this.#held.delete(lease.token)) onLost();
    }
  }
}
