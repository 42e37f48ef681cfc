import { PromotionsLoading } from '#slices/promotions/desk/ui/promotions-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-3xl">Promotions</h1>
      <div className="h-11" />
      <PromotionsLoading />
    </div>
  )
}
