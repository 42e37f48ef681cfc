import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { after } from 'next/server'
import { createRequestCtx } from '#trpc/init.ts'
import { appRouter } from '#trpc/root.ts'

const answer = (request: Request) =>
  fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: ({ resHeaders }) =>
      createRequestCtx({
        headers: request.headers,
        answerHeaders: resHeaders,
        goOn: work => after(() => work),
      }),
  })

export { answer as GET, answer as POST }
