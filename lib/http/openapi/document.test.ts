import { validate } from "@readme/openapi-parser";
import { describe, expect, test } from "vitest";
import { endpoints } from "@/lib/contract/api";
import { openApiDocument } from "./document";

const document = openApiDocument();
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe("the OpenAPI document", () => {
  test("is valid OpenAPI 3.1", async () => {
    // The validator resolves references in place.
    expect(await validate(JSON.parse(JSON.stringify(document)))).toEqual(
      expect.objectContaining({ valid: true }),
    );
  });

  test("has an operation with examples for every endpoint", () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      endpoints.map(({ id }) => id).sort(),
    );
    expect(operations.filter((operation) => operation["x-requests"].length === 0)).toEqual([]);
  });

  test("names every parameter of a path, and only those", () => {
    for (const { path, params } of endpoints) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {}), path).toEqual(named);
    }
  });

  test("shows examples of answers that have their declared shape", () => {
    for (const { id, answers } of endpoints) {
      for (const { schema, example } of Object.values(answers)) {
        if (example !== undefined) expect(schema?.parse(example), id).toEqual(example);
      }
    }
  });

  test("says what texts of a query stand for", () => {
    const parameters = document.paths["/api/presentations/jobs"]?.get?.parameters ?? [];
    expect(parameters).toContainEqual({
      name: "limit",
      in: "query",
      required: false,
      schema: { type: "integer", minimum: 1, maximum: 100, default: 20 },
    });
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: "status",
        style: "form",
        explode: false,
        schema: { type: "array", items: { $ref: "#/components/schemas/JobStatus" } },
      }),
    );
  });

  test("tells who may call, and every status with its codes", () => {
    const cancel = document.paths["/api/presentations/jobs/{job_id}"]?.delete;
    expect(cancel?.["x-roles"]).toEqual(["teacher", "operator", "admin"]);
    expect(Object.keys(cancel?.responses ?? {})).toEqual([
      "200",
      "400",
      "401",
      "403",
      "404",
      "413",
      "415",
      "422",
      "429",
      "500",
      "503",
    ]);
    const codes = cancel?.responses["400"]?.content?.["application/problem+json"]?.examples ?? {};
    expect(Object.keys(codes).sort()).toEqual(["job_not_cancellable", "validation_failed"]);
  });
});
