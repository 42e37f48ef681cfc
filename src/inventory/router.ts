import { router } from '#trpc/init.ts'

export const inventoryRouter = router({})
