/** The least that a route can do: what Next.js itself costs. */
export const GET = () => Response.json({});

export async function POST(request: Request): Promise<Response> {
  await request.json();
  return Response.json({});
}
