import { answerOwnData } from '#run/web/answer-own-data.ts'

export { answerOwnData as GET }
