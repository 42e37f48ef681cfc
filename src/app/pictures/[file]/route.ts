import { answerPicture } from '#slices/catalog/pictures/answer-picture.ts'

export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }) {
  return answerPicture(request, (await params).file)
}
