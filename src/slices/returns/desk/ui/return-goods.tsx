import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { DeskReturn } from '#slices/returns/desk/list-queries.ts'
import { reasonWords, wishWords } from './return-words.ts'

/** The lines of a return, and where each of their units stands. */
export function ReturnGoods({ found }: { found: DeskReturn }) {
  return (
    <Card aria-labelledby="goods">
      <CardHeading id="goods">Goods</CardHeading>
      <ul className="flex flex-col divide-y divide-hairline">
        {found.lines.map(line => (
          <li key={line.lineId} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-medium [overflow-wrap:anywhere]">{line.name}</span>
              <span className="tabular text-muted text-sm">{line.sku}</span>
            </p>
            <p className="text-sm">
              {line.asked > 0 ? reasonWords[line.reason] : 'Nobody asked for it'}. Wish:{' '}
              {wishWords[line.wish]}
            </p>
            {line.note && (
              <p className="rounded-control bg-sunken px-3 py-2 text-sm [overflow-wrap:anywhere]">
                “{line.note}”
              </p>
            )}
            <p className="tabular text-muted text-sm">{standingWords(line)}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** `2 asked for, 2 approved, 1 here: 1 to be inspected` */
function standingWords(line: DeskReturn['lines'][number]): string {
  const { asked, approved, extra, received } = line
  const parts = [
    [line.waiting, 'to be inspected'],
    [line.restocked, 'back on the shelf'],
    [line.repaired, 'to be repaired'],
    [line.scrapped, 'scrapped'],
    [line.sentBack, 'sent to the customer'],
  ] as const
  const where = parts.flatMap(([units, words]) => (units > 0 ? [`${units} ${words}`] : [])).join(', ')
  const more = extra > 0 ? `, ${extra} more taken in` : ''
  const how = line.wish === 'credit' ? 'given as credit' : 'paid back'
  const money = line.refunded > 0 ? `; ${line.refunded} ${how}` : ''
  return `${asked} asked for, ${approved} approved${more}, ${received} received${where && `: ${where}`}${money}`
}
