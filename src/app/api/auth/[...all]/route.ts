import { answerSignIn } from '#run/web/sign-in.ts'

export { answerSignIn as GET, answerSignIn as POST }
