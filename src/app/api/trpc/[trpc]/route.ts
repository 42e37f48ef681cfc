export { answerProcedure as GET, answerProcedure as POST } from '#run/web/api.ts'
