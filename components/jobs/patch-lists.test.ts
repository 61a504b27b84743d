import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { Job } from "@/lib/contract/jobs";
import type { JobPage } from "./api";
import { patchLists } from "./patch-lists";
import { jobListQuery } from "./queries";

const jobOf = (job_id: string, progress: number) => ({ job_id, progress }) as Job; // the patch reads nothing else

describe("patchLists", () => {
  it("changes the rows in view and neither adds nor moves any", () => {
    const client = new QueryClient();
    const { queryKey } = jobListQuery({});
    client.setQueryData(queryKey, { jobs: [jobOf("a", 0), jobOf("b", 0)], nextCursor: "c", total: 2 });
    patchLists(client, [jobOf("new", 5), jobOf("b", 50)]);
    expect(client.getQueryData(queryKey)).toEqual({
      jobs: [jobOf("a", 0), jobOf("b", 50)],
      nextCursor: "c",
      total: 2,
    });
  });

  it("leaves a list alone that shows none of them, so that nothing renders again", () => {
    const client = new QueryClient();
    const { queryKey } = jobListQuery({ status: ["failed"] });
    const before: JobPage = { jobs: [jobOf("a", 0)], nextCursor: null, total: 1 };
    client.setQueryData(queryKey, before);
    patchLists(client, [jobOf("b", 1)]);
    expect(client.getQueryData(queryKey)).toBe(before);
  });
});
