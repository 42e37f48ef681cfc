import type { Growth } from '#proof/seed-scale/growth.ts'

export const growth: Growth = {
  tables: ['customers'],
}
