/** Rows of words; the first is the head. */
export type Table = { title: string; rows: string[][]; note?: string }

/** A promise of DESIGN.md §11 beside what was measured. */
export type Bar = { bar: string; figure: string; met: boolean; why?: string }

export type Results = { tables: Table[]; bars: Bar[] }

export type BenchOptions = {
  /** How long each figure is measured. */
  seconds: number
  /** `--skus 100000` and the like, for sections that have sizes of their own. */
  flags: Record<string, string>
  /** Reports progress. */
  say: (sentence: string) => void
}

/** One topic of `npm run bench`. */
export type Section = {
  name: string
  about: string
  run: (options: BenchOptions) => Promise<Results>
}

export const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))
export const percent = (share: number) => `${Math.round(share * 100)} %`
export const rate = (perSecond: number) =>
  perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en-GB')
