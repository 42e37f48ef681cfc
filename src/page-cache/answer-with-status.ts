import type { RequestListener, ServerResponse } from 'node:http'
import { type PageNotes, takingNotes } from '#lib/page-notes.ts'

/** Next.js, with the status that a page asked for while it was rendered. */
export function answerWithStatus(answer: RequestListener): RequestListener {
  return (request, response) => {
    const notes: PageNotes = { tags: new Set(), stock: [] }
    // What a page's own navigation asks for bit by bit it takes for a page only when it is answered 200.
    if (!request.headers.rsc) sayStatusOf(notes, response)
    return void takingNotes(async () => answer(request, response), notes)
  }
}

function sayStatusOf(notes: PageNotes, response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...given: unknown[]) => {
    const said = status === 200 ? (notes.status ?? status) : status
    return writeHead(said, ...given)
  }
}
