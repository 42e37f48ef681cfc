import { after } from 'next/server'
import { createRestApp } from '#rest/app.ts'
import { createRequestCtx } from '#trpc/init.ts'

export const dynamic = 'force-dynamic'

const app = createRestApp(request =>
  createRequestCtx({ headers: request.headers, answerHeaders: null, goOn: work => after(() => work) }),
)

const answer = (request: Request) => app.fetch(request)

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
