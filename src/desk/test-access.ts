import { v7 as uuidv7 } from 'uuid'
import { type AccessRows, everybody, staffOnly } from '#proof/testing/access-row.ts'

export const access: AccessRows = {
  procedures: {
    'desk.waits': { who: { ...staffOnly, staff: 'open' } },
    'desk.whatBecame': { who: staffOnly, ask: () => ({ actionId: uuidv7() }) },
  },
  pages: { '/admin/jobs': everybody },
}
