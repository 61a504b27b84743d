/** The published schema of the JSON export, for programs in any language. Browser-safe. */
import { z } from "zod";
import { deckDocument } from "./decks";

/** A name, not an address: every installation serves the same schema. */
const ID = "urn:presentation-jobs:deck:p1.0";

/** JSON Schema 2020-12 of a `p1.0` document. Fields may be added within the version: readers ignore those they do not know. */
export function deckJsonSchema() {
  const { $schema, ...schema } = z.toJSONSchema(deckDocument, { io: "input" });
  return { $schema, $id: ID, title: "Slide deck p1.0", ...schema };
}
