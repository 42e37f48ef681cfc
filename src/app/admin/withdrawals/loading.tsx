import { WithdrawalsLoading } from '#slices/withdrawals/desk/ui/withdrawals-loading.tsx'

export default function Loading() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Withdrawals</h1>
      <WithdrawalsLoading />
    </div>
  )
}
