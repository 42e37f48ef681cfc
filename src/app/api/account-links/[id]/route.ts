import { answerAccountLink } from '#slices/customers/rest.ts'

/** The buttons of the page behind a mailed link. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerAccountLink(request, (await params).id)
}
