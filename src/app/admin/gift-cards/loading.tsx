import { CreditLoading } from '#slices/credit/desk/ui/credit-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-3xl">Gift cards</h1>
      <div className="h-26" />
      <CreditLoading />
    </div>
  )
}
