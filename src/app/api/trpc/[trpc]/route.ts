import { after } from 'next/server'
import { answerTrpc } from '#trpc/answer-trpc.ts'
import { createRequestCtx } from '#trpc/init.ts'
import { appRouter } from '#trpc/root.ts'

const answer = (request: Request) =>
  answerTrpc(request, {
    router: appRouter,
    contextOf: ({ headers }, answerHeaders) =>
      createRequestCtx({ headers, answerHeaders, goOn: work => after(() => work) }),
  })

export { answer as GET, answer as POST }
