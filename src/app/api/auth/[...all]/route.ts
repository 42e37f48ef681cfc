import { answerSignIn } from '#sign-in.ts'

export { answerSignIn as GET, answerSignIn as POST }
