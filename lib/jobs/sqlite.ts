/** What the job statements say differently on SQLite. The PostgreSQL twin joins it when that database does. */
import { Prisma } from "@/lib/generated/prisma/client";

/** The database's time in Unix milliseconds: leases and due times follow this clock, never a worker's. */
export const now = Prisma.raw("CAST(unixepoch('subsec') * 1000 AS INTEGER)");

/** A new random lease token, one per row. */
export const newLeaseToken = Prisma.raw("lower(hex(randomblob(16)))");

/**
 * The claim must walk pending rows in claim order; a planner that picks idx_jobs_status instead sorts the whole backlog
 * for every claim.
 */
export const inQueueOrder = Prisma.raw("INDEXED BY idx_jobs_queue_order");
