import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of a product's page while it loads. */
export function ProductLoading() {
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        Loading the product
      </p>
      <Skeleton className="h-9 w-32" />
      <Skeleton className="h-9 w-72" />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Skeleton className="h-[46rem] rounded-card" />
        <Skeleton className="h-64 rounded-card" />
      </div>
    </div>
  )
}
