import { SECOND_STEP_SECONDS } from './second-step.ts'

export const secondStepCookie = (secure: boolean) =>
  secure ? '__Host-orderly.second_step' : 'orderly.second_step'

export const secondStepAttributes = (secure: boolean, maxAge = SECOND_STEP_SECONDS) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge }) as const
