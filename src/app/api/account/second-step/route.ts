import { answerSecondStep } from '#run/web/answer-second-step.ts'

export { answerSecondStep as POST }
