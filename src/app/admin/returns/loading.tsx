import { ReturnsLoading } from '#slices/returns/desk/ui/returns-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Returns</h1>
      <ReturnsLoading />
    </div>
  )
}
