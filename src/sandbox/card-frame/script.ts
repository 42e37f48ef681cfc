/**
 * The card frame's script in the browser. It speaks only with the shop's origin, and of a card it says no more than
 * brand and last four digits; the number goes to the bank alone. `ORIGIN` is set by the page.
 */
export const frameScript = `
const form = document.querySelector('form')
const inputs = { number: form.elements.number, expiry: form.elements.expiry, cvc: form.elements.cvc }
const digits = text => text.replace(/\\D/g, '')
const tell = message => { if (window.parent !== window) window.parent.postMessage(message, ORIGIN) }

const brands = [
  ['visa', 'Visa', /^4/], ['mastercard', 'Mastercard', /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/],
  ['amex', 'Amex', /^3[47]/], ['discover', 'Discover', /^(6011|64[4-9]|65)/], ['diners', 'Diners', /^3(0[0-5]|[689])/],
  ['jcb', 'JCB', /^35/], ['unionpay', 'UnionPay', /^62/],
]
const brandOf = number => (brands.find(known => known[2].test(number)) || ['unknown', ''])
const longest = brand => (brand === 'amex' ? 15 : brand === 'diners' ? 16 : brand === 'unionpay' ? 19 : 16)

function luhn(number) {
  let sum = 0
  for (let i = 0; i < number.length; i += 1) {
    let digit = Number(number[number.length - 1 - i])
    if (i % 2 === 1 && (digit *= 2) > 9) digit -= 9
    sum += digit
  }
  return number.length >= 12 && sum % 10 === 0
}

function readExpiry() {
  const text = digits(inputs.expiry.value)
  if (text.length !== 4) return null
  return { month: Number(text.slice(0, 2)), year: 2000 + Number(text.slice(2)) }
}

/** The fault of a field, in words that say what to do; '' when there is none. */
const problems = {
  number() {
    const number = digits(inputs.number.value)
    if (!number) return 'Enter your card number'
    return luhn(number) ? '' : 'Check the card number'
  },
  expiry() {
    if (!inputs.expiry.value.trim()) return 'Enter the expiry date'
    const expiry = readExpiry()
    if (!expiry || expiry.month < 1 || expiry.month > 12) return 'Enter the expiry date as on the card, like 08 / 29'
    const now = new Date()
    const past = expiry.year * 12 + expiry.month < now.getFullYear() * 12 + now.getMonth() + 1
    return past ? 'Expiry date must be in the future' : ''
  },
  cvc() {
    const amex = brandOf(digits(inputs.number.value))[0] === 'amex'
    const enough = amex ? /^\\d{3,4}$/ : /^\\d{3}$/
    if (enough.test(inputs.cvc.value.trim())) return ''
    return amex ? 'Enter the 4 digits on the front of your card' : 'Enter the 3 digits on the back of your card'
  },
}

function show(field, message) {
  const input = inputs[field]
  const place = document.getElementById(field + '-error')
  place.textContent = message ? message : ''
  place.hidden = !message
  if (message) input.setAttribute('aria-invalid', 'true')
  else input.removeAttribute('aria-invalid')
}

function formatNumber(event) {
  const input = inputs.number
  const before = digits(input.value.slice(0, input.selectionStart ?? input.value.length)).length
  let number = digits(input.value)
  const [brand, name] = brandOf(number)
  number = number.slice(0, longest(brand))
  const spaces = brand === 'amex' ? [4, 10] : [4, 8, 12, 16]
  let text = ''
  for (let i = 0; i < number.length; i += 1) text += (spaces.includes(i) ? ' ' : '') + number[i]
  if (input.value !== text) {
    input.value = text
    let caret = 0
    for (let seen = 0; caret < text.length && seen < before; caret += 1) if (text[caret] !== ' ') seen += 1
    if (document.activeElement === input) input.setSelectionRange(caret, caret)
  }
  document.getElementById('brand').textContent = name
  document.getElementById('cvc-hint').textContent =
    brand === 'amex' ? '4 digits on the front' : '3 digits on the back'
}

function formatExpiry(event) {
  const input = inputs.expiry
  const deleting = event.inputType && event.inputType.startsWith('delete')
  const typed = input.value.trim()
  const single = /^(\\d)\\s*\\/\\s*(\\d*)$/.exec(typed)
  let text = single ? '0' + single[1] + single[2] : digits(typed)
  if (text.length === 6) text = text.slice(0, 2) + text.slice(4)
  if (/^[2-9]/.test(text)) text = '0' + text
  text = text.slice(0, 4)
  if (deleting) { if (text.length <= 2) input.value = text; return }
  input.value = text.length >= 2 ? text.slice(0, 2) + ' / ' + text.slice(2) : text
}

function changed() {
  const complete = Object.values(problems).every(problem => problem() === '')
  tell({ type: 'orderly:card-change', complete, brand: brandOf(digits(inputs.number.value))[0] })
}

for (const [field, input] of Object.entries(inputs)) {
  input.addEventListener('input', event => {
    if (field === 'number') formatNumber(event)
    else if (field === 'expiry') formatExpiry(event)
    else input.value = digits(input.value).slice(0, 4)
    if (input.hasAttribute('aria-invalid') && problems[field]() === '') show(field, '')
    changed()
  })
  input.addEventListener('blur', () => {
    if (input.value.trim()) show(field, problems[field]())
  })
}
form.addEventListener('submit', event => {
  event.preventDefault()
  tell({ type: 'orderly:submit' })
})

function refuse(errors) {
  for (const { field, message } of errors) show(field, message)
  tell({ type: 'orderly:card-error', ...errors[0], errors })
}

async function tokenize() {
  const errors = []
  for (const field of Object.keys(inputs)) {
    const message = problems[field]()
    show(field, message)
    if (message) errors.push({ field, message })
  }
  if (errors.length > 0) return refuse(errors)
  const expiry = readExpiry()
  const card = { number: digits(inputs.number.value), expMonth: expiry.month, expYear: expiry.year, cvc: inputs.cvc.value }
  const answer = await fetch('/card-frame/tokens', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(card),
  }).then(response => response.json()).catch(() => null)
  if (!answer) return tell({ type: 'orderly:card-error', field: 'number', message: "Your bank didn't answer. Try again in a minute." })
  if (!answer.confirmationToken) return refuse([{ field: answer.field, message: answer.message }])
  tell({ type: 'orderly:token', ...answer })
}

window.addEventListener('message', event => {
  if (event.origin !== ORIGIN || event.source !== window.parent || typeof event.data !== 'object' || !event.data) return
  const { type, theme, field } = event.data
  if (type === 'orderly:tokenize') tokenize()
  if (type === 'orderly:theme' && (theme === 'light' || theme === 'dark')) document.documentElement.dataset.theme = theme
  if (type === 'orderly:focus') (inputs[field] || inputs.number).focus()
})

let height = 0
new ResizeObserver(() => {
  const now = Math.ceil(document.querySelector('form').getBoundingClientRect().height) + 8
  if (now !== height) tell({ type: 'orderly:resize', height: (height = now) })
}).observe(document.querySelector('form'))
tell({ type: 'orderly:card-ready' })
`
