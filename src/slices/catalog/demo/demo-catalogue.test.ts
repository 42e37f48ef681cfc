import { describe, expect, it } from 'vitest'
import { demoCategories, demoProducts } from './demo-catalogue.ts'

const variants = demoProducts.flatMap(product => product.variants)
const unitsOf = (list: typeof variants) => list.reduce((sum, { stock }) => sum + stock.north + stock.south, 0)

describe('the demo catalogue', () => {
  it('has six categories of at least six products each', () => {
    expect(demoCategories).toHaveLength(6)
    for (const { slug } of demoCategories) {
      expect(demoProducts.filter(product => product.category === slug).length).toBeGreaterThanOrEqual(6)
    }
  })

  it('uses every slug and every SKU once', () => {
    const slugs = demoProducts.map(product => product.slug)
    const skus = variants.map(variant => variant.sku)
    expect(new Set(slugs).size).toBe(slugs.length)
    expect(new Set(skus).size).toBe(skus.length)
    for (const sku of skus) expect(sku).toMatch(/^[A-Z]+(-[A-Z0-9]+)+$/)
  })

  it('prices in whole pence and weighs in whole grams', () => {
    for (const { priceMinor, weightGrams, stock } of variants) {
      expect(Number.isInteger(priceMinor) && priceMinor > 0).toBe(true)
      expect(Number.isInteger(weightGrams) && weightGrams > 0).toBe(true)
      expect(stock.north).toBeGreaterThanOrEqual(0)
      expect(stock.south).toBeGreaterThanOrEqual(0)
    }
  })

  it('offers a choice of colour often and of colour and size at least five times', () => {
    const offers = (option: string) => (product: (typeof demoProducts)[number]) =>
      product.variants.some(variant => option in variant.options)
    const coloured = demoProducts.filter(offers('Colour'))
    expect(coloured.length).toBeGreaterThanOrEqual(14)
    expect(coloured.filter(offers('Size')).length).toBeGreaterThanOrEqual(5)
  })

  it('has every kind of stock that a shop can have', () => {
    const totals = demoProducts.map(product => unitsOf(product.variants))
    expect(totals.filter(total => total === 0)).toHaveLength(1)
    expect(totals.filter(total => total >= 1 && total <= 5).length).toBeGreaterThanOrEqual(1)
    expect(variants.filter(v => unitsOf([v]) >= 1 && unitsOf([v]) <= 5).length).toBeGreaterThanOrEqual(8)
    expect(variants.some(({ stock }) => stock.north > 0 && stock.south === 0)).toBe(true)
    expect(variants.some(({ stock }) => stock.south > 0 && stock.north === 0)).toBe(true)
  })
})
