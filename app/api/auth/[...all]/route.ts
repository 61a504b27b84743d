/** Signing in and out: better-auth answers these by itself, with its own origin check and throttle. */
import { auth } from "@/lib/auth/auth";

const answer = (request: Request) => auth().handler(request);

export { answer as GET, answer as POST };
