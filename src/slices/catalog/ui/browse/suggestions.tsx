import { FileText, Search } from 'lucide-react'
import { cn } from '#platform/ui/cn.ts'
import { Price } from '#platform/ui/price.tsx'
import type { AnswerPage } from '#slices/catalog/answer-pages.ts'
import type { ProductCard } from '#slices/catalog/product.ts'
import { Picture } from '../picture.tsx'

export type SuggestionsProps = {
  id: string
  shown: boolean
  products: ProductCard[]
  /** Pages that answer the typed text; they come first. */
  pages: AnswerPage[]
  query: string
  /** The option that the arrow keys selected; -1 for none. The last one is "see all". */
  active: number
  onChoose: (index: number) => void
}

export default function Suggestions({
  id,
  shown,
  products,
  pages,
  query,
  active,
  onChoose,
}: SuggestionsProps) {
  const option = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option' as const,
    tabIndex: -1,
    'aria-selected': index === active,
    // A press must not take the focus from the field, or the list would close before the click.
    onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => onChoose(index),
    className: cn(
      'flex min-h-14 cursor-pointer items-center gap-3 rounded-control px-2 hover:bg-sunken',
      index === active && 'bg-sunken outline-2 outline-focus',
    ),
  })
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className={cn(
        'absolute inset-x-0 top-full z-40 mt-2 rounded-card border border-hairline bg-surface p-1.5 shadow-overlay',
        !shown && 'hidden',
      )}
    >
      {pages.map(({ href, title }, index) => (
        <div key={href} {...option(index)}>
          <span className="grid size-11 place-items-center">
            <FileText aria-hidden="true" className="size-5 text-muted" />
          </span>
          {title}
        </div>
      ))}
      {products.map((product, index) => (
        <div key={product.slug} {...option(pages.length + index)}>
          <Picture
            src={product.picture.url}
            alt=""
            width={44}
            height={44}
            className="size-11 rounded-control"
          />
          <span className="min-w-0 flex-1 truncate">{product.name}</span>
          <Price
            amountMinor={product.priceFrom.amount}
            currency={product.priceFrom.currency}
            from={product.pricesDiffer}
            className="text-muted text-sm"
          />
        </div>
      ))}
      <div {...option(pages.length + products.length)}>
        <span className="grid size-11 place-items-center">
          <Search aria-hidden="true" className="size-5 text-muted" />
        </span>
        See all results for “{query}”
      </div>
    </div>
  )
}
