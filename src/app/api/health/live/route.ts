export const dynamic = 'force-dynamic'

/** Tells that the process answers. */
export function GET() {
  return Response.json({ status: 'live' })
}
