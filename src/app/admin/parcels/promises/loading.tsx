import { ParcelsLoading } from '#slices/fulfillment/desk/ui/parcels-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-3xl">Promises</h1>
      <div className="h-15 lg:h-14" />
      <ParcelsLoading />
    </div>
  )
}
