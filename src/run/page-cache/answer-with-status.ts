import type { RequestListener, ServerResponse } from 'node:http'
import { freshNotes, notesGoingOn, type PageNotes, takingNotes } from '#platform/http/page-notes.ts'

/** Next.js, with the status that a page asked for while it was rendered. */
export function answerWithStatus(answer: RequestListener): RequestListener {
  return (request, response) => {
    // A page that is rendered to be kept has notes already, and they must stay the only ones.
    const keeping = notesGoingOn()
    const notes = keeping ?? freshNotes(false)
    // A page's own navigation asks bit by bit, and takes an answer for a page only when its status is 200.
    if (!request.headers.rsc) sayStatusOf(notes, response)
    if (keeping) return void answer(request, response)
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
