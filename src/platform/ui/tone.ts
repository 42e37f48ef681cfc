/** The meaning of a status for the reader. Danger is kept for "a person must act". */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

export const toneLook: Record<Tone, string> = {
  neutral: 'bg-sunken text-muted',
  info: 'bg-info-tint text-info',
  success: 'bg-success-tint text-success',
  warning: 'bg-warning-tint text-warning',
  danger: 'bg-danger-tint text-danger',
}
