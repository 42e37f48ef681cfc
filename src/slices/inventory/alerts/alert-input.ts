import { z } from 'zod'
import { newEmailField, skuField } from '#platform/fields/fields.ts'

export const askForAlertSchema = z.object({ sku: skuField, email: newEmailField })
export type AskForAlertInput = z.infer<typeof askForAlertSchema>

export const alertKeySchema = z.object({ alertId: z.uuid(), token: z.string().max(100) })
export type AlertKey = z.infer<typeof alertKeySchema>
