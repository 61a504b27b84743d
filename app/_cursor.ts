import { z } from "zod";
import { decodeCursor } from "@/lib/http/cursor";

/** The cursor in a page's address. One that is not ours means the first page: an address forgives. */
export const pageCursor = z
  .string()
  .max(500)
  .refine((text) => {
    try {
      return decodeCursor(text) !== null;
    } catch {
      return false;
    }
  })
  .optional()
  .catch(undefined);
