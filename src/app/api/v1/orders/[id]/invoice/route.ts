import { answerInvoice } from '#slices/invoices/rest.ts'

export const dynamic = 'force-dynamic'

/** The invoice as a PDF, for the holder of the tracking token, the customer and staff. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return answerInvoice(request, id)
}
