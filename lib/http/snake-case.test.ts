import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { withSnakeCase } from "./snake-case";

const entry = z.strictObject({ lesson_id: z.string(), use_polish: z.boolean().optional() });
const schema = z.strictObject({
  jobs: z.array(entry).max(3),
  one_job: entry.nullable().default(null),
  free_form: z.record(z.string(), z.unknown()),
});

describe("withSnakeCase", () => {
  it("knows the contract's names at every depth, and touches nothing else", () => {
    const given = {
      jobs: [{ lessonId: "a" }, { lesson_id: "b", usePolish: true }],
      oneJob: { lessonId: "c" },
      freeForm: { lessonId: "d" },
      lessonId: "e",
    };
    expect(withSnakeCase(given, schema)).toEqual({
      jobs: [{ lesson_id: "a" }, { lesson_id: "b", use_polish: true }],
      one_job: { lesson_id: "c" },
      free_form: { lessonId: "d" },
      lessonId: "e",
    });
    expect(given.jobs[0]).toEqual({ lessonId: "a" });
  });

  it("knows the names of every choice", () => {
    const choice = z.union([
      z.strictObject({ job_ids: z.array(z.string()) }),
      z.strictObject({ all_of: entry }),
    ]);
    expect(withSnakeCase({ jobIds: ["a"] }, choice)).toEqual({ job_ids: ["a"] });
    expect(withSnakeCase({ allOf: { lessonId: "a" } }, choice)).toEqual({ all_of: { lesson_id: "a" } });
  });

  it("refuses both spellings of one name and says where", () => {
    const twice = () => withSnakeCase({ jobs: [{}, { lessonId: "a", lesson_id: "a" }] }, schema);
    expect(twice).toThrow(AppError);
    expect(twice).toThrow("jobs.1.lesson_id is given twice");
  });

  it.each([[null], ["text"], [[1]], [{ jobs: "none" }], [{ jobs: [null, 1] }]])(
    "leaves %j as it is",
    (body) => {
      expect(withSnakeCase(body, schema)).toEqual(body);
    },
  );
});
