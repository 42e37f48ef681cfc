import { ButtonLink } from '#ui/button-link.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

export default function OrderNotFound() {
  return (
    <div className="page-width py-8">
      <h1 className="sr-only">Order not found</h1>
      <EmptyState
        title="There is no order behind this link"
        action={
          <span className="flex flex-wrap justify-center gap-3">
            <ButtonLink href="/orders/find">Find an order</ButtonLink>
            <ButtonLink href="/account/orders" variant="secondary">
              Sign in
            </ButtonLink>
          </span>
        }
      >
        The link may have lost its end on the way. Open the one in your email again, or find the order by its
        number.
      </EmptyState>
    </div>
  )
}
