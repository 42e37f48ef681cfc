import { reasonField } from '#platform/lib/fields.ts'

/** Why a member of staff did something. */
export const reasonSchema = reasonField('Enter a reason')
