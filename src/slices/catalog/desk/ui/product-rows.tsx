'use client'

import { useQuery } from '@tanstack/react-query'
import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import type { DeskProduct } from '../product-queries.ts'

/** Products as a table, or as cards on a phone. */
export function ProductRows({ rows }: { rows: DeskProduct[] }) {
  const { data: categories = [] } = useQuery(useTRPC().catalog.categories.queryOptions())
  const names = new Map(categories.map(({ slug, name }) => [slug, name]))
  return (
    <DeskTable
      caption="Products, newest first"
      className="table-fixed"
      columns={columnsWith(names)}
      rows={rows}
      getRowId={product => product.id}
      hrefOf={hrefOf}
      card={product => <ProductCard product={product} />}
    />
  )
}

const hrefOf = ({ id }: DeskProduct) => `/admin/products/${id}`

const columnsWith = (categories: ReadonlyMap<string, string>): DeskColumn<DeskProduct>[] => [
  { id: 'name', header: 'Name', meta: { cellClassName: 'truncate' }, cell: product => product.name },
  {
    id: 'skus',
    header: 'SKUs',
    meta: { className: 'w-56', cellClassName: 'truncate text-muted' },
    cell: product => skusOf(product),
  },
  {
    id: 'category',
    header: 'Category',
    meta: { className: 'hidden w-40 xl:table-cell', cellClassName: 'truncate text-muted' },
    cell: ({ categories: [slug] }) => (slug ? (categories.get(slug) ?? slug) : 'None'),
  },
  {
    id: 'price',
    header: 'Price',
    meta: { numeric: true, className: 'w-36' },
    cell: product => priceOf(product),
  },
  {
    id: 'state',
    header: 'State',
    meta: { className: 'w-32' },
    cell: product => <State product={product} />,
  },
]

function ProductCard({ product }: { product: DeskProduct }) {
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <CardLink href={hrefOf(product)} className="min-w-0 truncate">
          {product.name}
        </CardLink>
        <span className="tabular shrink-0 font-semibold">{priceOf(product)}</span>
      </div>
      <p className="mt-0.5 truncate text-muted text-sm">{skusOf(product)}</p>
      <div className="mt-2">
        <State product={product} />
      </div>
    </>
  )
}

function State({ product }: { product: DeskProduct }) {
  return product.state === 'published' ? <Badge tone="success">On sale</Badge> : <Badge>Draft</Badge>
}

const skusOf = ({ variants }: DeskProduct) => variants.map(({ sku }) => sku).join(', ')

function priceOf({ variants }: DeskProduct): string {
  const amounts = variants.flatMap(({ price }) => price?.amount ?? [])
  if (amounts.length === 0) return 'None'
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  const words = (amount: number) => formatMoney(amount, SHOP_CURRENCY)
  return least === most ? words(least) : `from ${words(least)}`
}
