import { defineConfig } from "prisma/config";

// Only for the Prisma command line (`prisma generate`); the application connects through lib/db/client.ts.
export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
