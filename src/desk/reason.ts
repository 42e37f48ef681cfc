import { reasonField } from '#platform/fields/fields.ts'

/** Why a member of staff did something. */
export const reasonSchema = reasonField('Enter a reason')
