'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { type Cart, emptyCart } from '#slices/cart/cart.ts'
import {
  type NewLine,
  withAdded,
  withLeftOutRead,
  without,
  withPricesAccepted,
  withQuantity,
} from '#slices/cart/changes.ts'

export function useCart(): Cart {
  const trpc = useTRPC()
  return useSuspenseQuery(trpc.cart.get.queryOptions()).data
}

/** Changes run one after the other, because the first one begins the session that the second needs. */
const IN_TURN = { id: 'cart' }

/**
 * The cart shows a change at once. The shop's answer replaces the guess, unless a later change is
 * under way and will bring its own answer. A refusal restores the old cart and asks the shop.
 */
function useGuess() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const queryKey = trpc.cart.get.queryKey()
  const mutationKey = trpc.cart.pathKey()
  return {
    scope: IN_TURN,
    async guess(change: (cart: Cart) => Cart) {
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueryData(queryKey)
      queryClient.setQueryData(queryKey, change(before ?? emptyCart))
      return before
    },
    learn(cart: Cart) {
      if (queryClient.isMutating({ mutationKey }) <= 1) queryClient.setQueryData(queryKey, cart)
    },
    rollBack(before: Cart | undefined) {
      if (before) queryClient.setQueryData(queryKey, before)
      return queryClient.invalidateQueries({ queryKey })
    },
  }
}

export function useAddToCart() {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { scope, guess, learn, rollBack } = useGuess()
  return useMutation({
    mutationKey: trpc.cart.add.mutationKey(),
    scope,
    mutationFn: ({ sku, quantity }: NewLine) => client.cart.add.mutate({ sku, quantity }),
    onMutate: line => guess(cart => withAdded(cart, line)),
    onSuccess: ({ cart }) => learn(cart),
    onError: (_error, _line, before) => rollBack(before),
  })
}

export function useChangeLine() {
  const trpc = useTRPC()
  const { scope, guess, learn, rollBack } = useGuess()
  return useMutation(
    trpc.cart.change.mutationOptions({
      scope,
      onMutate: ({ sku, quantity }) => guess(cart => withQuantity(cart, sku, quantity)),
      onSuccess: learn,
      onError: (_error, _input, before) => rollBack(before),
    }),
  )
}

export function useRemoveLine() {
  const trpc = useTRPC()
  const { scope, guess, learn, rollBack } = useGuess()
  return useMutation(
    trpc.cart.remove.mutationOptions({
      scope,
      onMutate: ({ sku }) => guess(cart => without(cart, sku)),
      onSuccess: learn,
      onError: (_error, _input, before) => rollBack(before),
    }),
  )
}

export function useAcceptPrices() {
  const trpc = useTRPC()
  const { scope, guess, learn, rollBack } = useGuess()
  return useMutation(
    trpc.cart.acceptPrices.mutationOptions({
      scope,
      onMutate: () => guess(withPricesAccepted),
      onSuccess: learn,
      onError: (_error, _input, before) => rollBack(before),
    }),
  )
}

export function useAcceptLeftOut() {
  const trpc = useTRPC()
  const { scope, guess, learn, rollBack } = useGuess()
  return useMutation(
    trpc.cart.acceptLeftOut.mutationOptions({
      scope,
      onMutate: () => guess(withLeftOutRead),
      onSuccess: learn,
      onError: (_error, _input, before) => rollBack(before),
    }),
  )
}
