/** `45 s`, `12 min`, `3 h`, `2 d`: how long ago it was. */
export function ageInWords(since: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000))
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`
  return `${Math.round(seconds / 86_400)} d`
}

export function jobsInWords(count: number): string {
  return count === 1 ? '1 job' : `${count.toLocaleString('en-GB')} jobs`
}
