import { expect, test } from 'vitest'
import { keptAddress } from './kept-address.ts'

test('The pages of the shop are kept under their address, its parameters in one order', () => {
  expect(keptAddress('/')).toBe('/')
  expect(keptAddress('/categories/tableware')).toBe('/categories/tableware')
  expect(keptAddress('/categories/all?sort=newest&page=2')).toBe('/categories/all?page=2&sort=newest')
  expect(keptAddress('/products/stoneware-mug?size=Large&colour=Oat')).toBe(
    '/products/stoneware-mug?colour=Oat&size=Large',
  )
})

test('Nobody fills the cache with made-up addresses', () => {
  for (const url of [
    '/?x=1',
    '/cart',
    '/checkout',
    '/orders/1?token=secret',
    '/search?q=mug',
    '/account/orders',
    '/admin',
    '/floor',
    '/floor/north',
    '/toString',
    '/categories',
    '/categories/tableware/',
    '/categories/tableware?colour=Blue',
    '/categories/tableware?page=4',
    '/categories/tableware?sort=best&sort=newest',
    '/categories/tableware?_rsc=1',
    '/categories/Tableware',
    '/categories/a%00b',
    '/products/mug/more',
    '/products/mug?toString=1',
    `/products/mug?colour=${'x'.repeat(41)}`,
    '//elsewhere.example/',
    'http://elsewhere.example/',
  ])
    expect(keptAddress(url), url).toBeNull()
})
