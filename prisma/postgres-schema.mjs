/** One schema file describes both databases; where PostgreSQL's must differ, it is made here. */

const differences = [
  ['provider = "sqlite"', 'provider = "postgresql"'],
  ['output       = "../lib/generated/prisma"', 'output       = "./prisma-postgres"'],
];

/**
 * The PostgreSQL form of prisma/schema.prisma. Its client lands beside the file that the text is written to.
 * @param {string} schema
 */
export function postgresSchema(schema) {
  return differences.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`prisma/schema.prisma must have ${from} exactly once`);
    return text.replace(from, to);
  }, schema);
}
