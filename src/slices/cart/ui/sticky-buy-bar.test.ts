import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { StickyBuyBar } from './sticky-buy-bar.tsx'

const markup = (action: string | null) =>
  renderToStaticMarkup(
    createElement(StickyBuyBar, {
      watch: { current: null },
      price: null,
      words: 'Moss, Pocket',
      action,
      instead: 'Check your inbox',
      onPress: () => {},
    }),
  )

test('the bar offers the button until there is nothing to press any more, and then says why', () => {
  expect(markup('Email me')).toMatch(/<button.+Email me/)
  expect(markup('Email me')).not.toContain('Check your inbox')
  expect(markup(null)).not.toContain('<button')
  expect(markup(null)).toContain('Check your inbox')
})
