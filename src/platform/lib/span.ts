/** `1 second`, `40 seconds`, `3 minutes`: how long somebody is asked to wait, never less than it takes. */
export function inWords(seconds: number): string {
  if (seconds <= 90) return counted(Math.max(1, Math.ceil(seconds)), 'second')
  return counted(Math.ceil(seconds / 60), 'minute')
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
