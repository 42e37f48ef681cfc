import { type AccessRows, everybody, staffOnly } from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  procedures: {
    'books.read': { who: staffOnly },
    'books.disputes': { who: staffOnly },
    'books.reconcile': { who: staffOnly, ask: () => ({ days: 3 }) },
  },
  pages: { '/admin/books': everybody },
}
