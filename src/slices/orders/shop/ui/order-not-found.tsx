import { noteMissing } from '#platform/http/page-notes.ts'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'

/** The answer is a 404: an unknown id and a wrong key look the same. */
export function OrderNotFound() {
  noteMissing()
  return (
    <div className="page-width py-8">
      <h1 className="sr-only">Order not found</h1>
      <EmptyState
        title="We can’t find an order at this link"
        action={
          <span className="flex flex-wrap justify-center gap-3">
            <ButtonLink href="/orders/find">Find an order</ButtonLink>
            <ButtonLink href="/account/orders" variant="secondary">
              Sign in
            </ButtonLink>
          </span>
        }
      >
        Part of the link may be missing. Open the one in your email again, or find your order by its number.
      </EmptyState>
    </div>
  )
}
