import { answerRest } from '#run/web/api.ts'

export const dynamic = 'force-dynamic'

export {
  answerRest as DELETE,
  answerRest as GET,
  answerRest as HEAD,
  answerRest as OPTIONS,
  answerRest as PATCH,
  answerRest as POST,
  answerRest as PUT,
}
