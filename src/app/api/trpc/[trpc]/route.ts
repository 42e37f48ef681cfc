export { answerProcedure as GET, answerProcedure as POST } from '#api.ts'
