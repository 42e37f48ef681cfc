import { answerCn23 } from '#slices/carriers/print/rest.ts'

export const dynamic = 'force-dynamic'

/** The customs declaration of a parcel on our floor, as a PDF. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answerCn23(request, (await params).id)
}
