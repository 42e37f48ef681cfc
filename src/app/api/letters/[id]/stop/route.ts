import { answerOneClickStop } from '#slices/letters/rest.ts'

/** The address that a mail program posts to when its reader unsubscribes (RFC 8058). */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerOneClickStop(request, (await params).id)
}
