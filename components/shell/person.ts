/** The signed-in person, as the pages show them. */
export type Person = { name: string; email: string | null; role: string };
