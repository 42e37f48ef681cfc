import { StaffOrdersLoading } from '#slices/orders/desk/ui/orders-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-3xl">Orders</h1>
      <div className="h-40 lg:h-38" />
      <StaffOrdersLoading />
    </div>
  )
}
