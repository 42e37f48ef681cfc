import { eq, sql } from 'drizzle-orm'
import { customers } from '#platform/auth/schema.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'

export async function changeName(ctx: Pick<Ctx, 'db'>, customerId: string, name: string): Promise<void> {
  await ctx.db.update(customers).set({ name, updatedAt: sql`now()` }).where(eq(customers.id, customerId))
}
