/** For no address that is measured. Without one of its own, Next.js would look in the folders above and take the product's. */
import { NextResponse } from "next/server";

export const config = { matcher: ["/none"] };

export function proxy(): Response {
  return NextResponse.next();
}
