import { answerManifest } from '#slices/floor/manifests/rest.ts'

export const dynamic = 'force-dynamic'

/** The list of what a carrier took along at once, as a PDF. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answerManifest(request, (await params).id)
}
