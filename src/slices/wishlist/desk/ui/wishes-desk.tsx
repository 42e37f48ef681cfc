'use client'

import { useQuery } from '@tanstack/react-query'
import { When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { Price } from '#platform/ui/price.tsx'
import { StockLabel } from '#slices/catalog/ui/stock-label.tsx'
import type { MostWished } from '#slices/wishlist/wish.ts'
import { WishesLoading } from './wishes-loading.tsx'

/** The products that most customers wish for, with what each costs and whether it can be bought. */
export function WishesDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const most = useQuery(trpc.wishes.most.queryOptions(undefined, { refetchInterval: live.refetchInterval }))
  return (
    <DeskPage
      title="Wishes"
      live={live}
      updatedAt={most.data?.readAt}
      reading={most}
      trouble={{
        title: 'The wishes could not be read',
        words: 'This page may be out of date. Shoppers go on wishing.',
      }}
      loading={<WishesLoading />}
    >
      {({ products, readAt }) => <Products products={products} now={readAt} />}
    </DeskPage>
  )
}

function Products({ products, now }: { products: MostWished[]; now: Date }) {
  if (products.length === 0)
    return (
      <EmptyState>Nobody wishes for anything yet. A heart on each product’s page puts it here.</EmptyState>
    )
  return (
    <DeskTable
      caption="Most wished products"
      columns={[
        ...columns,
        {
          id: 'lastWish',
          header: 'Last wish',
          cell: row => <When at={row.lastWishedAt} now={now} />,
        },
      ]}
      rows={products}
      getRowId={row => row.slug}
      hrefOf={hrefOf}
      card={row => <WishedCard product={row} />}
    />
  )
}

const hrefOf = ({ slug }: MostWished) => `/products/${slug}`

const columns: DeskColumn<MostWished>[] = [
  { id: 'product', header: 'Product', cell: row => row.name },
  { id: 'wishes', header: 'Wished by', meta: { numeric: true }, cell: row => row.wishes },
  { id: 'price', header: 'Price', meta: { numeric: true }, cell: row => <PriceOf product={row} /> },
  { id: 'stock', header: 'Stock', cell: row => <StockOf product={row} /> },
]

function PriceOf({ product: { price } }: { product: MostWished }) {
  return (
    price && <Price amountMinor={price.lowest.amount} currency={price.lowest.currency} from={price.from} />
  )
}

function StockOf({ product: { price, available } }: { product: MostWished }) {
  return price ? <StockLabel available={available} /> : 'No longer sold'
}

function WishedCard({ product }: { product: MostWished }) {
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <CardLink href={hrefOf(product)} className="min-w-0 truncate">
          {product.name}
        </CardLink>
        <span className="tabular shrink-0 font-semibold">Wished by {product.wishes}</span>
      </div>
      <p className="mt-0.5 flex gap-3 text-sm">
        <PriceOf product={product} />
        <StockOf product={product} />
      </p>
    </>
  )
}
