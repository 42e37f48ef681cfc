import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { type ExplainedSums, whyTotal } from '#slices/pricing/why.ts'

/** Opens to the explanation of each row of the totals. */
export function HowMade({ sums }: { sums: ExplainedSums }) {
  return (
    <details className="mt-2 text-sm">
      <summary className="link inline-flex min-h-11 cursor-pointer items-center">
        How this was worked out
      </summary>
      <DescriptionList layout="stacked" className="tabular">
        {whyTotal(sums).map(({ of, words }) => (
          <Description key={`${of} ${words}`} term={of}>
            {words}
          </Description>
        ))}
      </DescriptionList>
    </details>
  )
}
