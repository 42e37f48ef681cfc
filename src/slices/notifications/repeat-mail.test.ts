import { expect, test } from 'vitest'
import { announced, followersOf } from '#run/what-follows.ts'
import { repeatOf } from '#slices/orders/effects/repeat-effect.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { mails } from './repeat-mail.ts'

const following = announced
  .filter(({ schema }) => schema === announcementSchema)
  .flatMap(followersOf)
  .map(({ name }) => name)
  .filter(name => name.startsWith('notifications.send-'))

test('staff can send every mail again that follows an event of an order', () => {
  expect(following.length).toBeGreaterThan(5)
  expect(Object.keys(mails).toSorted()).toEqual([...new Set(following)].toSorted())
  for (const name of Object.keys(mails)) expect(repeatOf(`${name}#3`)?.type).toBe('order.mail_repeated')
})
