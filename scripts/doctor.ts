/** The part of `npm run doctor` that needs the packages (doctor.mjs is the other one): each finding goes to the parent as it comes. */
import { examine } from "../lib/doctor/examine";
import { version } from "../package.json";

await examine(process.env, version, (finding) => process.send?.(finding));
// A connection that hangs must not keep it.
process.disconnect?.();
process.exit(0);
