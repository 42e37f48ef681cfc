import { router } from '#trpc/init.ts'

export const staffOrdersRouter = router({})
