import { createLoader, createSerializer, parseAsInteger, parseAsString } from 'nuqs/server'

/** The address of the audit: its filters, and the row after which the page begins. */
export const auditParams = {
  actor: parseAsString.withDefault(''),
  entity: parseAsString.withDefault(''),
  entityId: parseAsString.withDefault(''),
  after: parseAsInteger,
}

export const loadAuditParams = createLoader(auditParams)
export const auditHref = createSerializer(auditParams)

export type AuditParams = Awaited<ReturnType<typeof loadAuditParams>>

const cut = (text: string, most: number) => text.trim().slice(0, most) || undefined

export function auditInputOf({ actor, entity, entityId, after }: AuditParams) {
  return {
    actor: cut(actor, 200),
    entity: cut(entity, 60),
    entityId: cut(entityId, 200),
    after: after && after > 0 ? after : null,
  }
}
