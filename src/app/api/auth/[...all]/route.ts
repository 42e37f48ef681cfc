import { signIn } from '#sign-in.ts'

const answer = (request: Request) => signIn().handler(request)

export { answer as GET, answer as POST }
