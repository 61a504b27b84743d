/** The ids that examples speak of. Tests make a world in which they exist and send every example for real. */

export const exampleLessonId = "first-grade-rhythm";
export const exampleDeckId = "6f0e2c9a-31d4-4b7e-9c52-8a1f0d3b7e64";
/** Jobs of that lesson, by their state. */
export const exampleJobIds = {
  pending: "3c1d9f70-5b2e-4f6a-8d17-2e9b64a0c581",
  failed: "b48a7e13-90c6-4d2f-a35b-71e0f8c2d946",
  completed: "e27f5b08-4a91-4c3d-b6e8-05d9a7f1c320",
} as const;
/** A deletion that is still held. */
export const exampleActionId = "9d4f0a16-7c53-4e0b-8f21-5ab3c6d8e907";
export const exampleWorkerId = "server-1-4711-0a1b2c3d";
/** Somebody who can sign in. */
export const examplePerson = {
  name: "Ada",
  email: "ada@school.example",
  password: "a long enough sentence",
} as const;
