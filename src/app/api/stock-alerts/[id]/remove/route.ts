import { answerAlertRemoval } from '#slices/inventory/rest.ts'

/** The address that a mail program posts to when its reader unsubscribes (RFC 8058). */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerAlertRemoval(request, (await params).id)
}
