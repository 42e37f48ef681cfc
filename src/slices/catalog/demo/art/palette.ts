import type { DemoColour, DemoMaterial, DemoTile } from '../demo-product.ts'

/** Four tones of one colour, lightest first. Light falls from the upper left. */
export type Ramp = { light: string; base: string; shade: string; deep: string }

/** The wall behind a thing, the shelf it stands on and the colour of its shadow. */
export type Tile = { wall: string; floor: string; deep: string }

const ramp = (light: string, base: string, shade: string, deep: string): Ramp => ({
  light,
  base,
  shade,
  deep,
})

export const colours: Record<DemoColour, Ramp> = {
  Blue: ramp('#8fb0d3', '#557fb0', '#36598a', '#1d3558'),
  Moss: ramp('#b2c48d', '#829a5c', '#5a7040', '#344424'),
  Clay: ramp('#eba488', '#d0714c', '#a24d2b', '#642f17'),
  Oat: ramp('#fdf5e4', '#ecdfc4', '#cdb993', '#86734f'),
  Marigold: ramp('#f6cf74', '#e0a63a', '#9e6a14', '#63420c'),
  Plum: ramp('#c99aae', '#9c647f', '#6f4059', '#432437'),
  Ink: ramp('#7c8aa4', '#4f5e7b', '#343f5a', '#1c2437'),
}

export const materials: Record<DemoMaterial, Ramp> = {
  Oak: ramp('#e4bd88', '#c8955a', '#8f6030', '#573716'),
  Brass: ramp('#f6dc95', '#d3a743', '#8a6216', '#543a0a'),
  Glass: ramp('#d3e5e1', '#8fb5af', '#4f7b75', '#284944'),
  Willow: ramp('#dcb074', '#b58547', '#7d5327', '#4a2f13'),
  Paper: ramp('#fffaee', '#f5e9d2', '#dbc9a8', '#97835f'),
  Steel: ramp('#d3d9db', '#9aa6ac', '#5c6a73', '#333e46'),
}

export const leafGreen = ramp('#93bb7d', '#5f9563', '#38694c', '#1e4231')
export const biscuit = ramp('#e0bf9b', '#c79f77', '#99714b', '#65472b')
export const flame = { glow: '#ffe9a8', heart: '#fff8de', edge: '#f0a638' }

export const tiles: Record<DemoTile, Tile> = {
  rose: { wall: '#f5e1d6', floor: '#ebc8b6', deep: '#7a3f2a' },
  sage: { wall: '#e3ead6', floor: '#c9d6b3', deep: '#42552e' },
  mist: { wall: '#dae4ee', floor: '#b9cadb', deep: '#2c4260' },
  linen: { wall: '#f2eadb', floor: '#e0d1b6', deep: '#6a5535' },
  butter: { wall: '#fbeecb', floor: '#f1d997', deep: '#75551a' },
  dusk: { wall: '#3d4f69', floor: '#52678a', deep: '#172132' },
  pine: { wall: '#3b5547', floor: '#527461', deep: '#14241b' },
  mulberry: { wall: '#5f3f52', floor: '#7f586e', deep: '#291723' },
}

export const rampOf = (name: DemoColour | DemoMaterial): Ramp => ({ ...colours, ...materials })[name]

/** A colour `share` of the way from one hex colour to another. */
export function mix(from: string, to: string, share: number): string {
  const channel = (at: number) => {
    const [a, b] = [from, to].map(hex => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number]
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

/** Contrast ratio of two hex colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const linear = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5)
}
