import { z } from 'zod'
import { emailSchema } from '#customers/ui/email-schema.ts'

export const askForAlertSchema = z.object({ sku: z.string().min(1).max(64), email: emailSchema })
export type AskForAlertInput = z.infer<typeof askForAlertSchema>

export const alertKeySchema = z.object({ alertId: z.uuid(), token: z.string().max(100) })
export type AlertKey = z.infer<typeof alertKeySchema>
