import { answerSlip } from '#slices/floor/slip/rest.ts'

export const dynamic = 'force-dynamic'

/** The packing slip of a parcel on our floor, as a PDF. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answerSlip(request, (await params).id)
}
