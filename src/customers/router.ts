import { router } from '#trpc/init.ts'

export const customersRouter = router({})
