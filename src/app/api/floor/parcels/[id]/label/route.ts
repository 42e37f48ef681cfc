import { answerLabel } from '#slices/carriers/print/rest.ts'

export const dynamic = 'force-dynamic'

/** The label of a parcel on our floor, as a PDF. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answerLabel(request, (await params).id)
}
