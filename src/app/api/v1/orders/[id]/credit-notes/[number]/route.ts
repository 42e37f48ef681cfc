import { answerCredit } from '#slices/invoices/rest.ts'

export const dynamic = 'force-dynamic'

/** A credit note as a PDF, for the holder of the tracking token, the customer and staff. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string; number: string }> }) {
  const { id, number } = await params
  return answerCredit(request, id, number)
}
