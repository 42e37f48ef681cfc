import type { Mutant } from '../mutant.ts'

/** Planted bugs that the burglar looks for (src/proof/burglar). */
export const burglarMutants: readonly Mutant[] = [
  {
    name: 'a changed password ends no session',
    why: 'A stranger who is in the account stays in it.',
    by: 'burglar',
    file: 'src/slices/customers/account/change-password.ts',
    find: "    await endSessionsIn(transaction.tx, acting, 'others')\n",
    put: '',
  },
  {
    name: 'a key that was taken back opens',
    why: 'A leaked key cannot be stopped.',
    by: 'burglar',
    file: 'src/platform/rights/api-key.ts',
    find: 'and revoked_at is null and (expires_at',
    put: 'and (expires_at',
  },
  {
    name: 'a key that makes keys makes any key',
    why: 'A key that may little makes one that may everything.',
    by: 'burglar',
    file: 'src/slices/staff/roles.ts',
    find: '  const more = beyond(own, wanted)\n',
    put: "  const more = own.length > 0 && !own.includes('staff.write') ? [] : beyond(own, wanted)\n",
  },
  {
    name: 'staff go on seeing a customer’s shop after their role was taken',
    why: 'Somebody who was let go has the customer’s pages open for half an hour.',
    by: 'burglar',
    file: 'src/platform/auth/session.ts',
    find: '  if (seenBy && !holds(',
    put: "  if (seenBy === '' && !holds(",
  },
  {
    name: 'somebody who left a packing station goes on working there',
    why: 'What the next person does counts for the one before, and a copied cookie is good for twelve hours.',
    by: 'burglar',
    file: 'src/platform/stations/worker.ts',
    find: 'and s.hash = $2 and s.ended_at is null and',
    put: 'and s.hash = $2 and',
  },
]
