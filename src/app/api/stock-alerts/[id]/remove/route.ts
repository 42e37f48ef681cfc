import { answerAlertRemoval } from '#slices/inventory/rest.ts'

/** What mail programs post to when their reader wants no more of these (RFC 8058). */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerAlertRemoval(request, (await params).id)
}
