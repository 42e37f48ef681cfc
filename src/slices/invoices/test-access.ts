import {
  type AccessRows,
  byKey,
  everybody,
  nobody,
  staffOnly,
  whoHoldsAKey,
} from '#proof/testing/access-row.ts'

const span = { from: '2026-11-01', to: '2026-11-30' }

export const access: AccessRows = {
  procedures: {
    // Nothing was written yet for the order of this table.
    'documents.ofOrder': {
      limit: ['readDocuments'],
      who: { ...nobody, link: 'open', owner: 'open', staff: 'open' },
      ask: ({ id, token }) => ({ orderId: id, token }),
    },
    'reports.ofOrder': { who: { ...staffOnly, staff: 'open' }, ask: ({ id }) => ({ orderId: id }) },
    'reports.tax': { limit: ['readReports'], who: { ...staffOnly, staff: 'open' }, ask: () => span },
    'reports.journal': { limit: ['readReports'], who: { ...staffOnly, staff: 'open' }, ask: () => span },
  },
  rest: {
    'GET /api/v1/orders/{id}/invoice': { limit: ['track'], who: whoHoldsAKey },
    // The order of this table was never refunded.
    'GET /api/v1/orders/{id}/credit-notes/{number}': { limit: ['track'], who: nobody },
    'GET /api/v1/admin/reports/tax': { ...byKey, limit: ['readReports', 'wrongKey'] },
    'GET /api/v1/admin/reports/journal': { ...byKey, limit: ['readReports', 'wrongKey'] },
  },
  pages: { '/admin/reports': everybody },
}
