/** A reason not to start that the operator can mend. The message is one line that begins with the variable's name. */
export class StartRefused extends Error {
  override name = "StartRefused";
}
